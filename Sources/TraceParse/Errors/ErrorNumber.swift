/// What the number of a system error means.
///
/// Linux, Darwin and Windows number the errors of a socket differently, but no number means two
/// of these classes.
enum ErrorNumber {
    /// The class that an error number names, or `nil` for one that says nothing of a connection.
    static func errorClass(_ number: Int32) -> ErrorClass? {
        switch number {
        case 32, 232: .brokenPipe
        case 54, 64, 104, 10054: .connectionReset
        case 53, 103, 10053: .connectionAborted
        case 60, 110, 10060: .timeout
        case 61, 111, 10061: .connectionRefused
        case 50, 51, 65, 100, 101, 112, 113, 10050, 10051, 10064, 10065: .unreachable
        case 11001, 11002, 11004: .dns
        case 9, 41, 57, 58, 91, 107, 108, 10038, 10057, 10058: .closedConnection
        case 23, 24, 10024: .tooManyOpenFiles
        case 48, 98, 10048: .addressInUse
        case 49, 99, 10049: .addressUnavailable
        case 55, 105, 10055: .noBufferSpace
        case 89, 125, 995: .canceled
        default: nil
        }
    }

    /// The number of the file or directory that is not there.
    static let noSuchFile: Int32 = 2

    /// Where the words begin that an error number stands behind.
    ///
    ///     error = words [ ")" ] " (errno: " number ")"
    ///
    /// - Returns: The position itself where no number begins there.
    static func startOfWords(_ text: Span<UInt8>, before position: Int, _ start: Int) -> Int {
        guard ErrorBytes.starts(text, position, text.count, "(errno: ") else { return position }
        let first = max(start, position - longestWords)
        var begin = position
        while begin > first, isOfWords(text[begin - 1]) || text[begin - 1] == ASCII.rightParenthesis
        {
            begin -= 1
        }
        return min(position, ErrorBytes.skipBlanks(text, begin, position))
    }

    private static let longestWords = 96

    private static func isOfWords(_ byte: UInt8) -> Bool {
        byte == ASCII.space || byte == UInt8(ascii: "'") || byte.isLetter
    }

    /// The decimal number at a position, -1 where there is none.
    static func read(_ text: Span<UInt8>, _ position: Int, _ limit: Int) -> Int32 {
        let end = ErrorBytes.endOfDigits(text, position, min(limit, position + 6))
        var value: Int32 = -1
        for index in position..<max(position, end) {
            value = max(0, value) * 10 + Int32(text[index] - ASCII.zero)
        }
        return value
    }
}
