/// A place in a program's code.
public struct CodeLocation: Hashable, Sendable {
    /// The function's name as printed.
    public var function: String
    /// The source file's path as printed, or `nil`.
    public var file: String?
    /// The line, from 1, or `nil`.
    public var line: Int?

    /// A place in a program's code.
    public init(function: String, file: String?, line: Int?) {
        self.function = function
        self.file = file
        self.line = line
    }
}

extension CodeLocation: Codable {}
