/// A file that was not read, since one before it has the same contents.
public struct InputCopy: Hashable, Sendable {
    /// Its name as given or found.
    public var path: String
    /// The name of the file that was read.
    public var original: String

    /// A file with the contents of another one.
    public init(path: String, original: String) {
        self.path = path
        self.original = original
    }
}
