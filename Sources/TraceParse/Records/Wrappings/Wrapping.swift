/// A transport's wrapping of lines; each has its grammar in a file of its own.
///
/// A recogniser is an `enum` with one function:
///
///     static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine?
///
/// It tells by content alone whether a line is wrapped so. It is asked once for each line near a
/// point of interest, in the order of ``read(_:_:)``, which sorts by the line's first byte: a
/// foreign line must be refused within some tens of bytes, and no line may cost more than its
/// length. What no recogniser claims is left as it is, so a recogniser must refuse what an
/// application's own logger may have written, unless a transport's marks are in it.
enum Wrapping: UInt8, CaseIterable {
    /// Docker's `json-file` driver.
    case dockerJSON
    /// The log files of containerd and CRI-O.
    case cri
}

extension Wrapping {
    /// Whether a line that is not wrapped goes on with the wrapped line before it: the transport
    /// notes of a text of several lines only the first.
    var mayHaveBareLines: Bool {
        switch self {
        case .dockerJSON, .cri: false
        }
    }

    /// Whether a wrapped line may begin with a byte.
    static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case ASCII.leftBrace: true
        case let byte where byte.isDigit: true
        default: false
        }
    }

    /// Reads the wrapping around a line, the outermost, or `nil` where there is none.
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        guard line.start < line.stop else { return nil }
        switch text[line.start] {
        case ASCII.leftBrace:
            return DockerJSON.read(text, line)
        case let byte where byte.isDigit:
            return CRILine.read(text, line)
        default:
            return nil
        }
    }
}
