extension LogReader {
    /// Copies an end of a connection into the record's arena.
    mutating func endpoint(
        _ text: Span<UInt8>,
        _ end: EndpointRange,
        from copy: TextCopy? = nil
    ) -> EndpointRecord {
        EndpointRecord(
            host: copy?.run(of: end.host) ?? record.append(text, end.host),
            port: end.port
        )
    }

    /// The end of a connection that an address by itself names; `@`, the unnamed unix socket, is
    /// none.
    mutating func endpoint(_ text: Span<UInt8>, _ address: Range<Int>) -> EndpointRecord {
        guard !address.isEmpty, !text.same("@", as: address) else { return EndpointRecord() }
        if text[address.lowerBound] == ASCII.slash || text[address.lowerBound] == ASCII.at {
            return EndpointRecord(host: record.append(text, address), port: -1)
        }
        let found =
            EndpointReader.address(text, address.lowerBound, address.upperBound)
            ?? EndpointReader.named(text, address.lowerBound, address.upperBound)
        guard let found, found.end == address.upperBound else { return EndpointRecord() }
        return endpoint(text, found.endpoint)
    }

    /// Copies a word into the record's arena.
    mutating func append(_ word: String) -> TextRange {
        let start = record.arena.count
        record.arena.append(contentsOf: word.utf8)
        return TextRange(start: start, count: word.utf8.count)
    }

    /// The name of a network: as printed, or what stands for a pipe or a file.
    mutating func append(
        _ text: Span<UInt8>,
        _ transport: Transport,
        from copy: TextCopy?
    ) -> TextRange {
        switch transport {
        case .printed(let range): copy?.run(of: range) ?? record.append(text, range)
        case .pipe: append("pipe")
        case .file: append("file")
        }
    }
}
