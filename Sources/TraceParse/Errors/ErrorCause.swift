/// An error's innermost cause, with what the text around it says.
struct ErrorCause {
    /// The text of the catalogue, or `nil` for a reason that it does not know.
    let entry: ErrorText?
    /// Where the cause stands.
    let range: Range<Int>
    /// Where the first of the causes begins that this one is the innermost of.
    let first: Int
    /// What follows it.
    let tail: ErrorTail
    /// What stands before it.
    let wrapper: ErrorWrapper
    /// The operations around it.
    let chain: OperationChain?

    /// A cause and what stands around it in its line.
    init(
        _ text: Span<UInt8>,
        _ entry: ErrorText?,
        _ range: Range<Int>,
        first: Int,
        _ tail: ErrorTail,
        _ line: Range<Int>
    ) {
        let floor = line.lowerBound
        let chain = OperationChain.around(text, cause: range.lowerBound, floor: floor)
        let start = chain?.start ?? range.lowerBound
        let inner = ErrorWrapper(
            text,
            before: start,
            floor: floor,
            isSystemError: chain == nil && first >= start
        )
        self.entry = entry
        self.range = range
        self.first = first
        self.tail = tail
        self.chain = chain
        wrapper =
            first < inner.start
            ? inner.inside(
                ErrorWrapper(text, before: first, floor: floor, isSystemError: false)
            )
            : inner
    }

    /// A reason that the catalogue does not know, of an operation on an address; `nil` for other
    /// operations, and where there is no reason.
    init?(
        _ text: Span<UInt8>,
        unknownReasonOf operation: NetworkOperation,
        _ line: Range<Int>
    ) {
        guard operation.transport != .file, operation.transport != .pipe else { return nil }
        let start = operation.reason
        let end = ErrorTail.endOfField(text, start, line.upperBound)
        guard end > start + 3 else { return nil }
        let tail = ErrorTail.read(text, end, line.upperBound)
        self.init(text, nil, start..<end, first: start, tail, line)
        if !isOperation { return nil }
    }

    /// Whether it is an operation on an address, a path or a name.
    var isOperation: Bool { chain?.hasAddress ?? false }

    /// What failed.
    private var operation: NetworkOperation? { chain?.innermost ?? wrapper.operation }

    // MARK: The reading

    /// What a cause and its surroundings say; `nil` where that is no error by itself.
    func reading(_ text: Span<UInt8>, _ line: Range<Int>) -> ErrorReading? {
        if let entry, entry.needsOperation, operation == nil { return nil }
        guard let errorClass = errorClass(text) else { return nil }
        var found = ErrorReading(errorClass, language: language(text), cause: range)
        let start = wrapper.start
        found.core = start..<max(range.upperBound, tail.end)
        found.expression =
            OwnWords.start(text, before: start, line.lowerBound)..<found.core.upperBound
        found.operation = operation
        if errorClass == .dns, operation?.name != .lookup {
            found.operation = NetworkOperation(.lookup, range: range, reason: range.lowerBound)
        }
        found.peer =
            operation?.peer ?? wrapper.peer
            ?? upstream(text, found.core.upperBound..<line.upperBound)
        found.client = wrapper.client
        return found
    }

    /// The language that alone prints such a text: Go spells the texts of system errors in lower
    /// case, C and Swift do not.
    private func language(_ text: Span<UInt8>) -> Language? {
        if chain != nil { return .go }
        if let language = wrapper.language ?? entry?.language { return language }
        // OpenSSL begins so, and who used it is not said.
        guard !range.isEmpty, !text.has("error:", at: range.lowerBound, before: range.upperBound)
        else { return nil }
        return text[range.lowerBound].isLowerLetter ? .go : nil
    }

    private func errorClass(_ text: Span<UInt8>) -> ErrorClass? {
        if wrapper.isHandshake { return .tls }
        if chain?.isLookup ?? false { return .dns }
        guard let entry else { return .other }
        var number = tail.number >= 0 ? tail.number : wrapper.number
        if entry.errorClass == nil || entry.isPreamble { number = ownNumber(text) }
        if let named = ErrorNumber.errorClass(number) { return named }
        if let errorClass = entry.errorClass { return errorClass }
        // A socket that is not there.
        return number == ErrorNumber.noSuchFile && operation?.name == .dial ? .other : nil
    }

    /// The number in `(errno: 32)` or `Code=32`.
    private func ownNumber(_ text: Span<UInt8>) -> Int32 {
        for position in range {
            for name in ["(errno: ", "Code="] as [StaticString]
            where ErrorBytes.starts(text, position, range.upperBound, name) {
                let digits = position + name.utf8CodeUnitCount
                return ErrorNumber.read(text, digits, range.upperBound)
            }
        }
        return -1
    }

    /// The far end as a proxy prints it after its error: `upstream: "http://10.0.0.9:80/"`.
    private func upstream(_ text: Span<UInt8>, _ range: Range<Int>) -> EndpointRange? {
        guard chain == nil, wrapper.language == nil else { return nil }
        for position in range
        where text[position] == UInt8(ascii: "u")
            && ErrorBytes.starts(text, position, range.upperBound, "upstream: ")
        {
            let most = min(range.upperBound, position + 32)
            for scheme in position..<most
            where ErrorBytes.starts(text, scheme, range.upperBound, "://") {
                return EndpointReader.address(text, scheme + 3, range.upperBound)?.endpoint
            }
        }
        return nil
    }
}
