/// The first elements of import paths that stood at a safe place of the trace so far, as hashes:
/// most seams of a trace are cut by one of them.
struct GoKnownElements {
    private static let most = 16

    private var elements: [UInt64] = []

    mutating func removeAll() {
        elements.removeAll(keepingCapacity: true)
    }

    /// Notes the first element of a function's name.
    mutating func note(_ text: Span<UInt8>, _ function: Range<Int>) {
        guard elements.count < Self.most else { return }
        let element = Self.hash(text, function)
        if !elements.contains(element) { elements.append(element) }
    }

    /// Whether the first element of a function's name was noted.
    func contains(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        !elements.isEmpty && elements.contains(Self.hash(text, function))
    }

    /// The hash of what stands before the first slash, or before the dot where there is none: a
    /// first element alone may be a package's name.
    private static func hash(_ text: Span<UInt8>, _ function: Range<Int>) -> UInt64 {
        let path = GoPackage.path(text, of: function)
        return text.hash(GoPackage.firstElement(text, of: path))
    }
}
