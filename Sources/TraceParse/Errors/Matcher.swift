private import CPCRE2

/// What one thread needs to run patterns: memory for one match, and limits that no pattern and no
/// text can pass.
@safe
package struct Matcher: ~Copyable {
    private let matchData: OpaquePointer
    private let context: OpaquePointer

    /// A matcher that gives a match up after `matchLimit` steps of backtracking.
    package init(matchLimit: UInt32 = 100_000) {
        // Both fail only where memory has run out, as an array of Swift would.
        guard let matchData = unsafe pcre2_match_data_create_8(1, nil),
            let context = unsafe pcre2_match_context_create_8(nil)
        else { fatalError("out of memory") }
        _ = unsafe pcre2_set_match_limit_8(context, matchLimit)
        _ = unsafe pcre2_set_depth_limit_8(context, 1_000)
        _ = unsafe pcre2_set_heap_limit_8(context, 1_024)
        unsafe self.matchData = matchData
        unsafe self.context = context
    }

    deinit {
        unsafe pcre2_match_context_free_8(context)
        unsafe pcre2_match_data_free_8(matchData)
    }

    /// Finds where a pattern first matches within a range of a text.
    ///
    /// The pattern sees nothing outside of the range: `^` and `$` stand for its ends.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - text: The text.
    ///   - range: The part of the text to look at.
    ///   - start: Where in the range to begin; what stands before it can be looked back at.
    /// - Returns: The range of the match, or `nil`.
    /// - Throws: ``PatternError`` where the match ran into a limit.
    package mutating func firstMatch(
        of pattern: Pattern,
        in text: Span<UInt8>,
        _ range: Range<Int>,
        from start: Int
    ) throws(PatternError) -> Range<Int>? {
        let status = unsafe text.extracting(range).withUnsafeBufferPointer { buffer in
            unsafe pcre2_match_8(
                pattern.code,
                buffer.baseAddress,
                buffer.count,
                start - range.lowerBound,
                0,
                matchData,
                context
            )
        }
        if status == PCRE2_ERROR_NOMATCH { return nil }
        guard status >= 0, let offsets = unsafe pcre2_get_ovector_pointer_8(matchData) else {
            throw PatternError(
                name: "",
                code: Int(status),
                offset: 0,
                reason: Pattern.reason(of: status)
            )
        }
        let (lower, upper) = unsafe (offsets[0], offsets[1])
        // `\K` in a look-ahead can set the beginning behind the end.
        return range.lowerBound + min(lower, upper)..<range.lowerBound + upper
    }
}
