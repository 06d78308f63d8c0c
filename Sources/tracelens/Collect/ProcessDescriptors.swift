#if os(Linux)
internal import SystemPackage

/// The open descriptors of a process.
struct ProcessDescriptors {
    let pid: Int
    /// How many there are.
    private(set) var count = 0
    private(set) var highest = 0
    /// The numbers of the sockets among them.
    private(set) var sockets: Set<Int> = []

    /// Looks at the descriptors of a process.
    ///
    /// - Throws: `Errno` where they may not be looked at.
    init(of pid: Int) throws(Errno) {
        self.pid = pid
        let folder = "/proc/\(pid)/fd"
        for name in try DirectoryListing.names(in: FilePath(folder)) {
            guard let number = Int(name.string) else { continue }
            count += 1
            highest = max(highest, number)
            let target = ProcFile.target(of: "\(folder)/\(number)")
            if let target, let inode = Self.inode(target) { sockets.insert(inode) }
        }
    }

    /// The number in `socket:[157549]`.
    private static func inode(_ target: String) -> Int? {
        guard target.hasPrefix("socket:["), target.hasSuffix("]") else { return nil }
        return Int(target.dropFirst(8).dropLast())
    }

    /// The processes that there are, in the order of their numbers.
    static func allProcesses() throws(Errno) -> [Int] {
        try DirectoryListing.names(in: "/proc").compactMap { Int($0.string) }.sorted()
    }

    /// The name of a process, with nothing in it that a table or a terminal would take amiss.
    static func name(of pid: Int) -> String {
        let bytes = (try? ProcFile.bytes("/proc/\(pid)/comm")) ?? []
        let name = bytes.prefix(64).map { byte in
            (0x21...0x7E).contains(byte) && !"()/".utf8.contains(byte) ? byte : UInt8(ascii: "_")
        }
        let isEnded = bytes.last == UInt8(ascii: "\n")
        let text = String(decoding: name.dropLast(isEnded ? 1 : 0), as: UTF8.self)
        return text.isEmpty ? "-" : text
    }
}
#endif
