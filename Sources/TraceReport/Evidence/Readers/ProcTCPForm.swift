/// `/proc/net/tcp` and `/proc/net/tcp6`: addresses in hexadecimal, each word of 32 bits as the machine
/// stores it (little-endian on all that matter).
///
///       sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
///        0: 0100007F:2385 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 157549
struct ProcTCPForm: HostTextForm {
    private var tally = SocketTally(tool: .procNetTCP)

    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self? {
        guard line.count < 300, line.contains("local_address"),
            line.contains("rem_address")
                || line.contains("remote_address"), line.contains("tx_queue")
        else { return nil }
        return Self()
    }

    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool {
        guard line.count < 400 else { return false }
        let fields = line.fields(atMost: 12)
        guard fields.count >= 6, fields[0].last == UInt8(ascii: ":"),
            let row = HexSocket(fields)
        else { return line.contains("local_address") }
        tally.add(row.socket)
        return true
    }

    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value] {
        tally.isEmpty ? [] : [.sockets(tally.finish(scope: .all, unstated: nil))]
    }
}

/// A row of `/proc/net/tcp`.
struct HexSocket {
    var socket: SocketTally.Row
    /// The socket's number, 0 where no process has accepted it yet, or where only its end is
    /// remembered.
    let inode: Int

    init?(_ fields: [HostText]) {
        guard let local = Self.end(fields[1]), let peer = Self.end(fields[2]),
            let number = Self.hex(fields[3], digits: 1...2), let state = TCPState(number: number),
            let colon = fields[4].range(of: ":")
        else { return nil }
        let queues = fields[4]
        socket = SocketTally.Row(state: state, local: local, peer: peer)
        socket.sendQueue = Self.hex(HostText(queues.bytes[..<colon.lowerBound]), digits: 1...8)
        socket.receiveQueue = Self.hex(queues.from(colon.upperBound), digits: 1...8)
        inode = fields.count > 9 ? fields[9].number ?? 0 : 0
        if fields.count > 9 { socket.isOwnerless = inode == 0 && state != .timeWait }
        // `01` is the timer of a segment that was sent, and not acknowledged.
        if fields.count > 6, fields[5].starts("01:") {
            socket.isRetransmitting = (Self.hex(fields[6], digits: 1...8) ?? 0) > 0
        }
    }

    private static func hex(_ text: HostText, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.count) else { return nil }
        var value = 0
        for byte in text.bytes {
            guard let digit = hexDigit(byte) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> Int? {
        if byte.isDigit { return Int(byte - UInt8(ascii: "0")) }
        let letter = byte | 0x20
        return letter &- UInt8(ascii: "a") < 6 ? Int(letter - UInt8(ascii: "a")) + 10 : nil
    }

    private static func end(_ text: HostText) -> HostAddress? {
        let parts = text.split(UInt8(ascii: ":"), atMost: 3)
        guard parts.count == 2, let port = hex(parts[1], digits: 4...4),
            parts[0].count == 8 || parts[0].count == 32
        else { return nil }
        var octets: [Int] = []
        for start in stride(from: 0, to: parts[0].count, by: 8) {
            guard let word = hex(HostText(parts[0].bytes.dropFirst(start).prefix(8)), digits: 8...8)
            else { return nil }
            octets += [word & 0xFF, word >> 8 & 0xFF, word >> 16 & 0xFF, word >> 24]
        }
        let host: String =
            if octets.count == 4 {
                octets.map(String.init).joined(separator: ".")
            } else {
                stride(from: 0, to: 16, by: 2)
                    .map { String(octets[$0] << 8 | octets[$0 + 1], radix: 16) }
                    .joined(separator: ":")
            }
        return HostAddress(host: host, port: port)
    }
}

extension HostAddress {
    /// An address in words and a port, 0 being none.
    fileprivate init(host: String, port: Int) {
        let address = IPAddress(host)
        let isAny = address.map { $0 == IPAddress("::") || $0 == IPAddress("0.0.0.0") } ?? true
        self.host = isAny ? "*" : address?.description ?? "*"
        self.port = port == 0 ? nil : port
    }
}
