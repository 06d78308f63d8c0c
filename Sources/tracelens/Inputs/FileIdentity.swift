internal import SystemPackage

/// Which file it is, whatever name led to it.
struct FileIdentity: Hashable, Sendable {
    private let device: CInterop.DeviceID
    private let inode: CInterop.Inode

    /// The identity of what was looked up.
    init(_ status: Stat) {
        device = status.deviceID.rawValue
        inode = status.inode.rawValue
    }
}
