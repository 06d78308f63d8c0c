#if os(Linux)
import Glibc
internal import SystemPackage

/// What `/proc` says, read without help of another program.
enum ProcFile {
    /// How much of a short file is read; tables are read by lines.
    private static let longest = 64 << 10

    /// Reads a short file.
    ///
    /// - Throws: `Errno` where it cannot be read.
    static func bytes(_ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachBlock(path) { block in
            bytes += block
            return bytes.count < longest
        }
        return bytes
    }

    /// Reads a file by its lines, each without its end.
    ///
    /// - Throws: `Errno` where it cannot be read.
    static func forEachLine(_ path: String, _ take: (ArraySlice<UInt8>) -> Void) throws {
        var rest: [UInt8] = []
        try forEachBlock(path) { block in
            rest += block
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                take(rest[start..<end])
                start = end + 1
            }
            rest.removeFirst(start)
            return rest.count < longest
        }
        if !rest.isEmpty { take(rest[...]) }
    }

    /// Where a link leads, for example `socket:[157549]`.
    static func target(of path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { text in
                unsafe text.baseAddress.map { unsafe readlink(path, $0, text.count) } ?? 0
            }
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func forEachBlock(_ path: String, _ take: (ArraySlice<UInt8>) -> Bool) throws {
        let descriptor = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        defer { try? descriptor.close() }
        var block = [UInt8](repeating: 0, count: longest)
        while true {
            let count = try unsafe block.withUnsafeMutableBytes { buffer in
                try unsafe descriptor.read(into: buffer)
            }
            guard count > 0, take(block[..<count]) else { return }
        }
    }
}
#endif
