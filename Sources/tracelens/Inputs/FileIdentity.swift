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

/// The files that a run writes.
struct OutputIdentities: Sendable {
    /// What the user called the output, where it is there.
    var file: FileIdentity?
    /// What is to take its place.
    var temporary: FileIdentity?
}
