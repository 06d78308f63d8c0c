/// Takes secrets out of text from a log, whatever the format that it is written to.
///
/// A secret is known by the word before it (`password=…`, `"token": "…"`, `Authorization: …`,
/// `--password …`, `Bearer …`), by its place in a URL (`https://user:…@host`), or by its own shape (a
/// JSON web token, a private key). Where it is unclear how far a secret reaches, rather more is
/// masked than less.
enum SecretMask {
    /// What stands for a secret.
    static let replacement = "[masked]"

    /// The text without the secrets in it, in linear time.
    static func masked(_ text: String) -> String {
        SecretHint.isIn(text.utf8.span) ? maskedThoroughly(text) : text
    }

    /// The same without asking first whether there could be any.
    static func maskedThoroughly(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let scanner = SecretScanner(bytes)
        var output: [UInt8] = []
        var copied = 0
        var position = 0
        while position < bytes.count {
            guard let secret = scanner.secret(at: position, after: copied) else {
                position += 1
                continue
            }
            output += bytes[copied..<secret.lowerBound]
            output += replacement.utf8
            copied = secret.upperBound
            position = max(copied, position + 1)
        }
        guard copied > 0 else { return text }
        output += bytes[copied...]
        return String(decoding: output, as: UTF8.self)
    }
}

/// Finds the secret that a byte of a text gives away.
private struct SecretScanner {
    private let text: ByteText

    init(_ bytes: [UInt8]) {
        text = ByteText(bytes)
    }

    /// The secret that the byte at a position gives away, if any; nothing before `done` belongs to it.
    ///
    /// The byte is a separator behind a key, the `@` behind a password, or begins a word.
    func secret(at position: Int, after done: Int) -> Range<Int>? {
        switch text[position] {
        case UInt8(ascii: ":") where text.has("//", at: position + 1):
            userInformation(from: position + 3)
        case UInt8(ascii: ":"), UInt8(ascii: "="):
            valueOfKey(separator: position)
        case UInt8(ascii: " "):
            valueOfFlag(separator: position)
        case UInt8(ascii: "@"):
            dataSourcePassword(at: position, after: done)
        default:
            text.isWord(position - 1)
                ? nil : SecretShape.secret(in: text, at: position) ?? bareCredentials(at: position)
        }
    }

    /// `KEY=VALUE`, `KEY: VALUE`, `"KEY":"VALUE"`, `KEY:[VALUE]`, `KEY => VALUE`.
    private func valueOfKey(separator: Int) -> Range<Int>? {
        guard let key = SecretKey(in: text, before: separator) else { return nil }
        var start = separator + 1
        if text[start] == UInt8(ascii: ">") { start += 1 }
        while text.isBlank(start) { start += 1 }
        let isProse = text[separator] == UInt8(ascii: ":") && start > separator + 1
        if key.isShort, isProse, !key.isQuoted { return nil }
        let value = key.isHeader ? headerValue(from: start) : word(from: start)
        return value.isEmpty ? nil : value
    }

    /// `--KEY VALUE`.
    private func valueOfFlag(separator: Int) -> Range<Int>? {
        guard let key = SecretKey(in: text, before: separator), key.isFlag else { return nil }
        let value = word(from: separator + 1)
        return value.isEmpty ? nil : value
    }

    /// `Bearer xxx` without a header's name before it.
    ///
    /// Prose has no word there of eight characters and more with a digit among them.
    private func bareCredentials(at position: Int) -> Range<Int>? {
        guard let start = text.endOfScheme(at: position) else { return nil }
        let value = word(from: start)
        guard value.count >= 8, text.holdsDigit(value) else { return nil }
        return value
    }

    /// `USER:PASSWORD@` or a long `SECRET@` before the host of a URL.
    private func userInformation(from start: Int) -> Range<Int>? {
        let end = text.end(from: start) { byte in
            byte <= UInt8(ascii: " ") || #"/?#"'<>`"#.utf8.contains(byte)
        }
        guard let at = text.last(UInt8(ascii: "@"), in: start..<end) else { return nil }
        if let colon = text.first(UInt8(ascii: ":"), in: start..<at) {
            return colon + 1 < at ? colon + 1..<at : nil
        }
        return at - start >= 16 ? start..<at : nil
    }

    /// `USER:PASSWORD@tcp(HOST)`, as database drivers take it.
    private func dataSourcePassword(at position: Int, after done: Int) -> Range<Int>? {
        guard text.has("tcp(", at: position + 1) || text.has("unix(", at: position + 1) else {
            return nil
        }
        var start = position
        let earliest = max(done, position - 256)
        while start > earliest, !ByteText.endsWord(text[start - 1]) { start -= 1 }
        guard let colon = text.first(UInt8(ascii: ":"), in: start..<position),
            colon + 1 < position
        else { return nil }
        return colon + 1..<position
    }

    /// A value up to the end of its word, with its quotes or its scheme where it has them.
    private func word(from start: Int) -> Range<Int> {
        if let quoted = quoted(from: start) { return quoted }
        let beginning = text.endOfScheme(at: start) ?? start
        return start..<text.end(from: beginning, where: ByteText.endsWord)
    }

    /// A header's value: what its quotes or brackets hold, else the rest of the line, since the
    /// parameters of some schemes hold commas, blanks and quotes themselves.
    private func headerValue(from start: Int) -> Range<Int> {
        if text.has(SecretMask.replacement, at: start) { return start..<start }
        if text[start] == UInt8(ascii: "[") {
            if text.has(SecretMask.replacement, at: start + 1) { return start..<start }
            return start + 1..<text.end(from: start + 1) { $0 == UInt8(ascii: "]") }
        }
        return quoted(from: start) ?? start..<text.end(from: start) { $0 == UInt8(ascii: "\n") }
    }

    /// What stands between quotes that begin here, escaped ones (`\"`) too; to the end of the text
    /// where they are not closed.
    private func quoted(from start: Int) -> Range<Int>? {
        var open = start
        if text[open] == UInt8(ascii: "[") { open += 1 }
        while text[open] == UInt8(ascii: "\\") { open += 1 }
        guard let quote = text[open], #""'`"#.utf8.contains(quote) else { return nil }
        let isEscaped = text[open - 1] == UInt8(ascii: "\\")
        var end = open + 1
        while let byte = text[end] {
            if byte == quote, isEscaped || text[end - 1] != UInt8(ascii: "\\") { break }
            end += 1
        }
        if isEscaped, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        return open + 1..<max(open + 1, end)
    }
}

/// A word whose value is a secret.
private struct SecretKey {
    /// Whether it is a header whose value may go on to the end of the line.
    let isHeader: Bool
    /// Whether the word is so short or common that prose has it before a colon too.
    let isShort: Bool
    /// Whether it stands in quotes.
    let isQuoted: Bool
    /// Whether it stands behind `--`.
    let isFlag: Bool

    private static let longest = 64
    private static let headers = ["authorization", "cookie", "setcookie"]
    private static let endings = [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "accesskey",
        "secretkey", "privatekey", "sessionid", "credential", "credentials", "jwt", "signature",
    ]
    private static let short = [
        "pass", "pw", "sig", "sign", "auth", "sid", "session", "csrf", "xsrf",
    ]

    /// The word before a separator, if its value is a secret.
    init?(in text: ByteText, before separator: Int) {
        var end = separator
        while end > 0, separator - end < 2, text.isBlank(end - 1) { end -= 1 }
        let behindQuote = end
        while end > 0, separator - end < 6, text.isQuoteOrBackslash(end - 1) { end -= 1 }
        var start = end
        while start > 0, end - start < Self.longest, text.isWordOrDash(start - 1) { start -= 1 }
        let letters = text.lowercased(start..<end).filter { $0.isASCIILetterOrDigit }
        guard !letters.isEmpty else { return nil }
        let word = String(decoding: letters, as: UTF8.self)
        isHeader = Self.headers.contains { word.hasSuffix($0) }
        isShort = Self.short.contains(word)
        guard isHeader || isShort || Self.endings.contains(where: word.hasSuffix) else {
            return nil
        }
        isQuoted = end < behindQuote
        isFlag = text.has("--", at: start)
    }
}

/// Secrets that are known by their own shape.
private enum SecretShape {
    private static let prefixes = [
        "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxa-", "xoxb-", "xoxp-",
        "xoxs-", "sk_live_", "rk_live_", "akia", "asia", "aiza",
    ]

    static func secret(in text: ByteText, at start: Int) -> Range<Int>? {
        if text.has("-----begin ", at: start) { return privateKey(in: text, at: start) }
        if text.has("eyj", at: start) { return webToken(in: text, at: start) }
        guard prefixes.contains(where: { text.has($0, at: start) }) else { return nil }
        let end = text.endOfToken(from: start)
        return end - start >= 20 && text.holdsDigit(start..<end) ? start..<end : nil
    }

    /// `HEADER.PAYLOAD.SIGNATURE`, each base64url; the header is an object, so it begins with `eyJ`.
    private static func webToken(in text: ByteText, at start: Int) -> Range<Int>? {
        let end = text.endOfToken(from: start)
        guard end - start >= 20, text.first(UInt8(ascii: "."), in: start..<end) != nil else {
            return nil
        }
        return start..<end
    }

    /// From `-----BEGIN … PRIVATE KEY-----` to its end, or to the end of the text.
    private static func privateKey(in text: ByteText, at start: Int) -> Range<Int>? {
        let title = start..<text.end(from: start + 11) { $0 == UInt8(ascii: "-") }
        guard text.hasSuffix("private key", in: title) else { return nil }
        var end = title.upperBound
        while text[end] != nil, !text.has("-----end", at: end) { end += 1 }
        return start..<end
    }
}

/// Bytes of a text, asked about at any position; outside there is nothing.
private struct ByteText {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    subscript(_ index: Int) -> UInt8? {
        bytes.indices.contains(index) ? bytes[index] : nil
    }

    /// Whether a text in lower case stands at a position, in whatever case.
    func has(_ lowercase: String, at start: Int) -> Bool {
        guard start >= 0, start + lowercase.utf8.count <= bytes.count else { return false }
        var index = start
        for byte in lowercase.utf8 {
            if bytes[index].lowercasedASCII != byte { return false }
            index += 1
        }
        return true
    }

    func hasSuffix(_ lowercase: String, in range: Range<Int>) -> Bool {
        range.count >= lowercase.utf8.count
            && has(lowercase, at: range.upperBound - lowercase.utf8.count)
    }

    /// Where what follows an authorization scheme's name begins, if that name stands here.
    func endOfScheme(at start: Int) -> Int? {
        for scheme in ["bearer", "basic", "token", "digest", "negotiate", "apikey"]
        where has(scheme, at: start) && isBlank(start + scheme.utf8.count) {
            return end(from: start + scheme.utf8.count) { $0 != UInt8(ascii: " ") }
        }
        return nil
    }

    func end(from start: Int, where isEnd: (UInt8) -> Bool) -> Int {
        var end = min(start, bytes.count)
        while end < bytes.count, !isEnd(bytes[end]) { end += 1 }
        return end
    }

    /// The end of the run of letters, digits and `_-.` that begins here.
    func endOfToken(from start: Int) -> Int {
        end(from: start) { !Self.isWordOrDash($0) }
    }

    func first(_ byte: UInt8, in range: Range<Int>) -> Int? { bytes[range].firstIndex(of: byte) }

    func last(_ byte: UInt8, in range: Range<Int>) -> Int? { bytes[range].lastIndex(of: byte) }

    func lowercased(_ range: Range<Int>) -> [UInt8] { bytes[range].map(\.lowercasedASCII) }

    func holdsDigit(_ range: Range<Int>) -> Bool {
        bytes[range].contains { $0 &- UInt8(ascii: "0") < 10 }
    }

    func isBlank(_ index: Int) -> Bool {
        self[index] == UInt8(ascii: " ") || self[index] == UInt8(ascii: "\t")
    }

    func isWord(_ index: Int) -> Bool { self[index]?.isASCIILetterOrDigit ?? false }

    func isWordOrDash(_ index: Int) -> Bool { self[index].map { Self.isWordOrDash($0) } ?? false }

    func isQuoteOrBackslash(_ index: Int) -> Bool {
        self[index].map { #""'`\"#.utf8.contains($0) } ?? false
    }

    static func isWordOrDash(_ byte: UInt8) -> Bool {
        byte.isASCIILetterOrDigit || "_-.".utf8.contains(byte)
    }

    static func endsWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return byte <= UInt8(ascii: " ") || #"&;,()[]{}"'<>|`"#.utf8.contains(byte)
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        self &- UInt8(ascii: "0") < 10 || (self | 0x20) &- UInt8(ascii: "a") < 26
    }

    fileprivate var lowercasedASCII: UInt8 {
        self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self
    }
}
