internal import SystemPackage

extension InputWalk {
    /// How many bytes all inputs have that are still to come, as they lie in their files; `nil`
    /// where one is no file, so that nobody knows.
    consuming func totalSize() -> Int? {
        var total = 0
        while let item = next() {
            guard case .input(let input) = item else { continue }
            guard let size = input.size else { return nil }
            total += size
        }
        return total
    }
}

extension Input {
    /// The size of the file that it is; `nil` where it is none.
    fileprivate var size: Int? {
        switch origin {
        case .standardInput: nil
        case .given(let path), .found(let path): Self.size(try? Stat(path))
        }
    }

    private static func size(_ status: Stat?) -> Int? {
        guard let status, status.type == .regular else { return nil }
        return Int(status.size)
    }
}
