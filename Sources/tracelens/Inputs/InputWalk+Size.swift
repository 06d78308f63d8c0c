internal import SystemPackage

extension InputWalk {
    /// How many bytes all inputs have that are still to come, as they lie in their files; `nil`
    /// where one is no file, so that nobody knows.
    consuming func totalSize() -> Int? {
        var total = 0
        while let item = next() {
            guard case .inputs(let inputs) = item else { continue }
            for input in inputs {
                guard let size = input.size else { return nil }
                total += size
            }
        }
        return total
    }
}

extension Input {
    /// The size of the file that it is; `nil` where it is none.
    var size: Int? {
        guard let path, let status = try? Stat(path), status.type == .regular else { return nil }
        return Int(status.size)
    }
}
