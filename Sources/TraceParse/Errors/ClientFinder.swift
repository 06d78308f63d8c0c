/// Finds whose request was being served, as a record says it beside an error.
///
/// ```
/// client    = ("from " | "for ") address          before the error
///           | name ("=" | ":") [quote] address    a field: remote, client_ip, peer_addr, …
/// ```
enum ClientFinder {
    /// The last address before an error that follows `from` or `for`.
    static func mentioned(
        _ text: Span<UInt8>,
        _ range: Range<Int>
    ) -> EndpointRange? {
        var found: EndpointRange?
        var position = range.lowerBound
        while position < range.upperBound {
            guard text[position] == UInt8(ascii: "f"),
                let address = address(afterWordAt: position, text, range.upperBound),
                position == range.lowerBound || !text[position - 1].isWord,
                let end = EndpointReader.address(text, address, range.upperBound)
            else {
                position += 1
                continue
            }
            if !ErrorBytes.ends(text, position, range.lowerBound, "TLS handshake error ") {
                found = end.endpoint
            }
            position = end.end
        }
        return found
    }

    private static func address(
        afterWordAt position: Int,
        _ text: Span<UInt8>,
        _ limit: Int
    ) -> Int? {
        if ErrorBytes.starts(text, position, limit, "from ") { return position + 5 }
        return ErrorBytes.starts(text, position, limit, "for ") ? position + 4 : nil
    }

    /// The pattern of a field that names a client; its match begins with the address.
    static let fieldPattern =
        #"(?<![\w\-])(?:(?:remote|client|peer)"#
        + #"(?:[_.\-]?(?:addr(?:ess)?|ip|host|endpoint|socket\.address))?"#
        + #"|(?:src|source|real|user)[_.\-]?ip)"#
        + #"(?:\\*"|&#34;|&quot;)?[ ]?[=:][ ]?(?:\\*"|&#34;|&quot;)?"#
        + #"(?:Optional\()?(?:\[IPv[46]\][^/\s]*/)?\K[\[0-9a-f:]"#
}
