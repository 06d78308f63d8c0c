private import CPCRE2

/// A compiled PCRE2 pattern.
///
/// The compiled code never changes, so threads may share it.
@safe
package final class Pattern: @unchecked Sendable {
    /// The compiled code, which lives as long as the pattern.
    let code: OpaquePointer

    /// Compiles a pattern over bytes: a log may hold invalid UTF-8.
    ///
    /// - Parameters:
    ///   - expression: The pattern.
    ///   - name: What an error says the pattern was to give.
    ///   - ignoresCase: Whether letters of either case match.
    /// - Throws: ``PatternError`` where the pattern does not compile.
    package init(
        _ expression: String,
        name: String = "",
        ignoresCase: Bool = false
    ) throws(PatternError) {
        let options =
            (ignoresCase ? PCRE2_CASELESS : 0) | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP
            | PCRE2_NEVER_BACKSLASH_C
        var number: Int32 = 0
        var offset = 0
        let bytes = Array(expression.utf8)
        let compiled = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe pcre2_compile_8(
                buffer.baseAddress,
                buffer.count,
                options,
                &number,
                &offset,
                nil
            )
        }
        guard let compiled = unsafe compiled else {
            throw PatternError(
                name: name,
                code: Int(number),
                offset: offset,
                reason: Self.reason(of: number)
            )
        }
        // Where there is no compiler for this processor, PCRE2 interprets the pattern.
        _ = unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
        unsafe self.code = compiled
    }

    deinit {
        unsafe pcre2_code_free_8(code)
    }

    /// What PCRE2 says of one of its numbers.
    static func reason(of number: Int32) -> String {
        let text = unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            let written = unsafe pcre2_get_error_message_8(
                number,
                buffer.baseAddress,
                buffer.count
            )
            count = max(0, Int(written))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
