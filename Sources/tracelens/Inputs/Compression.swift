/// How a file is compressed, told by its first bytes.
enum Compression: String, Sendable, CaseIterable {
    case gzip
    case xz
    case zstd
    case bzip2
    case lz4
    case compress
    case zip

    /// How many bytes are enough to tell.
    static let headLength = 10

    /// Tells the compression of what begins with the given bytes, `nil` where there is none.
    init?(head: [UInt8]) {
        guard let found = Self.allCases.first(where: { $0.begins(head) }) else { return nil }
        self = found
    }

    /// RFC 1952 2.3.1; the .xz format 2.1.1.1; RFC 8878 3.1.1; bzip2's header with the digits of
    /// pi that begin a block; the LZ4 frame format; compress(1); APPNOTE.TXT 4.3.7.
    private func begins(_ head: [UInt8]) -> Bool {
        switch self {
        case .gzip: head.starts(with: [0x1F, 0x8B, 0x08])
        case .xz: head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
        case .zstd: head.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
        case .bzip2:
            head.starts(with: "BZh".utf8)
                && head.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
        case .lz4: head.starts(with: [0x04, 0x22, 0x4D, 0x18])
        case .compress: head.starts(with: [0x1F, 0x9D])
        case .zip: head.starts(with: [0x50, 0x4B, 0x03, 0x04])
        }
    }

    /// The command that writes the decompressed bytes to standard output.
    var reader: String {
        switch self {
        case .gzip, .compress: "gzip -dc"
        case .xz: "xz -dc"
        case .zstd: "zstd -dc"
        case .bzip2: "bzip2 -dc"
        case .lz4: "lz4 -dc"
        case .zip: "unzip -p"
        }
    }

    /// Why a file of this compression is not read, and what to do.
    var problem: InputProblem {
        switch self {
        case .zip:
            InputProblem(
                "zip-compressed, which is not readable yet; try `\(reader) FILE | tracelens`"
            )
        default:
            InputProblem(
                "\(rawValue)-compressed, which takes the library libarchive (\(LibArchive.package)); "
                    + "install it, or try `\(reader) FILE | tracelens`"
            )
        }
    }
}
