/// The failures that Swift's compiler names where an optimised program prints no message.
enum SwiftFailure {
    /// The class of a failure's words, or `nil`.
    static func errorClass(_ text: Span<UInt8>, _ words: Range<Int>) -> ErrorClass? {
        failures.first { text.has($0.0, at: words.lowerBound, before: words.upperBound) }?.1
    }

    private static let failures: [(StaticString, ErrorClass)] = [
        ("arithmetic overflow", .overflow), ("shift amount", .overflow),
        ("Not enough bits", .overflow), ("Negative value is not representable", .overflow),
        ("Double value cannot be converted", .overflow), ("Float value cannot be", .overflow),
        ("Division by zero", .divideByZero), ("division by zero", .divideByZero),
        ("Index out of", .indexOutOfRange), ("Array index is out of range", .indexOutOfRange),
        ("Negative Array index", .indexOutOfRange), ("Insufficient space allocated", .other),
        ("Array replace: subrange", .indexOutOfRange), ("Can't form Range", .indexOutOfRange),
        ("Range requires lowerBound", .indexOutOfRange),
        ("Unexpectedly found nil", .unwrappedNil), ("unexpectedly found nil", .unwrappedNil),
        ("force unwrapped a nil value", .unwrappedNil),
        ("type cast failed", .typeAssertion), ("failed cast", .typeAssertion),
        ("precondition failure", .precondition), ("unsafelyUnwrapped", .unwrappedNil),
        ("Unhandled enum case", .precondition),
    ]
}
