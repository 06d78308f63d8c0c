/// The first labels of import paths that stood at a safe place of a trace: most seams are cut by
/// one of them.
///
/// A label is what stands before the first dot, slash or bracket: `git` of `git.example.com/core`.
/// It decides as well as the whole domain which digits belong to a name, at less cost.
struct GoKnownElements {
    private static let most = 128

    private var labels: [UInt64] = []

    mutating func removeAll() {
        labels.removeAll(keepingCapacity: true)
    }

    /// Whether none was noted.
    var isEmpty: Bool { labels.isEmpty }

    /// Notes the first label of a name or of a relative path.
    ///
    /// - Returns: The label, where it was not known.
    @discardableResult
    mutating func note(_ text: Span<UInt8>, _ name: Range<Int>) -> UInt64? {
        guard labels.count < Self.most, !name.isEmpty else { return nil }
        let label = Self.label(text, name)
        guard !labels.contains(label) else { return nil }
        labels.append(label)
        return label
    }

    /// Notes a label that is not known.
    mutating func note(new label: UInt64) {
        labels.append(label)
    }

    /// Whether the first label of a name was noted.
    func contains(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        !labels.isEmpty && labels.contains(Self.label(text, name))
    }

    /// A hash of the first label.
    static func label(_ text: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
        text.hash(name.lowerBound..<endOfLabel(text, name))
    }

    /// Where the first label ends.
    static func endOfLabel(_ text: Span<UInt8>, _ name: Range<Int>) -> Int {
        var end = name.lowerBound
        while end < name.upperBound, text[end] != ASCII.dot, text[end] != ASCII.slash,
            text[end] != ASCII.leftParenthesis, text[end] != ASCII.leftBracket
        {
            end += 1
        }
        return end
    }
}
