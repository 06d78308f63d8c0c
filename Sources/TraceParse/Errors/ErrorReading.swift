/// What an error text says; every range is one of the text that was read.
package struct ErrorReading: Sendable {
    /// The class that the innermost cause means.
    package var errorClass: ErrorClass
    /// The language that alone prints such a text, or `nil`.
    package var language: Language?
    /// The innermost cause.
    package var cause: Range<Int>
    /// The error from its outermost known wrapper to the end of its tail: what a fingerprint is
    /// made of.
    package var core: Range<Int>
    /// The error with what the program itself put before it: what an incident's message is.
    package var expression: Range<Int>
    /// What failed.
    package var operation: NetworkOperation?
    /// The far end of the connection that failed.
    package var peer: EndpointRange?
    /// Whose request was being served.
    package var client: EndpointRange?

    /// The fingerprint of the error by its text, where it is known.
    var fingerprint: UInt64?

    /// The near end of the connection that failed.
    package var local: EndpointRange? { operation?.local }

    init(_ errorClass: ErrorClass, language: Language?, cause: Range<Int>) {
        self.errorClass = errorClass
        self.language = language
        self.cause = cause
        self.core = cause
        self.expression = cause
    }
}
