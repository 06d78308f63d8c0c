internal import SystemPackage

/// The files that were come upon, by how their contents begin, so that equal ones are read once.
///
/// Equal is what is equal byte by byte once it is decompressed: the beginning tells which are worth
/// the comparison. What cannot be read to its end is equal to nothing.
struct KnownContents {
    /// How many bytes at the beginning are looked at.
    static let headLength = 4096
    /// As many files with the same beginning are compared.
    private static let mostAlike = 16
    /// As many files are remembered.
    private static let most = 1 << 16
    private static let blockSize = 64 << 10

    private let stop: Stop
    private var byHead: [Int: [Input]] = [:]
    private var count = 0

    /// Nothing yet; a comparison ends with a run that is to stop.
    init(stop: Stop) {
        self.stop = stop
    }

    /// Finds the file that has the contents of another one, or remembers that as the first that does.
    mutating func original(of file: Input, head: [UInt8]) -> Input? {
        guard !head.isEmpty else { return nil }
        let key = head.hashValue
        let alike = byHead[key] ?? []
        if let original = alike.first(where: { areEqual($0, file) }) { return original }
        if alike.count < Self.mostAlike, count < Self.most {
            byHead[key, default: []].append(file)
            count += 1
        }
        return nil
    }

    /// Whether two files are equal, block by block as far as they are.
    private func areEqual(_ known: Input, _ file: Input) -> Bool {
        do {
            var left = try OpenInput(file: known, stop: stop)
            var right = try OpenInput(file: file, stop: stop)
            // What is not compressed tells how long it is; what was passed over is zeros.
            let isPlain = left.compression == nil && right.compression == nil
            guard left.hole == right.hole, !isPlain || known.size == file.size else { return false }
            while !stop.isRequested {
                let first = try left.readHead(Self.blockSize)
                guard try right.readHead(Self.blockSize) == first else { return false }
                if first.isEmpty { return true }
            }
        } catch {}
        return false
    }
}
