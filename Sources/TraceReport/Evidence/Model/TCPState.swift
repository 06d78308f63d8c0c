/// A state of a TCP connection (RFC 9293, section 3.3.2), by the name that netstat prints.
enum TCPState: String, CaseIterable, Hashable, Sendable {
    case established = "ESTABLISHED"
    case synSent = "SYN_SENT"
    case synReceived = "SYN_RECV"
    case finWait1 = "FIN_WAIT1"
    case finWait2 = "FIN_WAIT2"
    case timeWait = "TIME_WAIT"
    case closed = "CLOSE"
    case closeWait = "CLOSE_WAIT"
    case lastAck = "LAST_ACK"
    case listen = "LISTEN"
    case closing = "CLOSING"
    /// A list of sockets in one state does not always say in which.
    case unstated = "UNSTATED"

    /// The state of the number that `/proc/net/tcp` prints (Linux, `include/net/tcp_states.h`).
    init?(number: Int) {
        switch number {
        case 1: self = .established
        case 2: self = .synSent
        // 12 is a half-open connection that has no socket of its own yet.
        case 3, 12: self = .synReceived
        case 4: self = .finWait1
        case 5: self = .finWait2
        case 6: self = .timeWait
        case 7: self = .closed
        case 8: self = .closeWait
        case 9: self = .lastAck
        case 10: self = .listen
        case 11: self = .closing
        default: return nil
        }
    }
}

extension TCPState {
    /// The state of a name as netstat, ss, lsof or Windows prints it: in either case, with `_` or `-`.
    init?(_ text: HostText) {
        guard (5...12).contains(text.count) else { return nil }
        let name = String(
            decoding: text.bytes.map { byte in
                byte == UInt8(ascii: "-")
                    ? UInt8(ascii: "_") : byte &- UInt8(ascii: "a") < 26 ? byte & 0xDF : byte
            },
            as: UTF8.self
        )
        switch name {
        case "ESTABLISHED", "ESTAB": self = .established
        case "SYN_SENT": self = .synSent
        case "SYN_RECV", "SYN_RECEIVED", "SYN_RCVD", "NEW_SYN_RECV": self = .synReceived
        case "FIN_WAIT1", "FIN_WAIT_1": self = .finWait1
        case "FIN_WAIT2", "FIN_WAIT_2": self = .finWait2
        case "TIME_WAIT": self = .timeWait
        case "CLOSE", "CLOSED": self = .closed
        case "CLOSE_WAIT": self = .closeWait
        case "LAST_ACK": self = .lastAck
        case "LISTEN", "LISTENING": self = .listen
        case "CLOSING": self = .closing
        default: return nil
        }
    }
}

/// How many connections are in each state.
struct StateCounts: Hashable, Sendable {
    private var counts: [TCPState: Int] = [:]

    subscript(state: TCPState) -> Int {
        get { counts[state] ?? 0 }
        set { counts[state] = newValue == 0 ? nil : newValue }
    }

    /// All of them.
    var total: Int { counts.values.reduce(0) { $0.saturatingSum($1) } }

    var isEmpty: Bool { counts.isEmpty }

    /// The states that there are, the most frequent first.
    var ranked: [(state: TCPState, count: Int)] {
        TCPState.allCases.filter { counts[$0] != nil }
            .map { ($0, counts[$0] ?? 0) }
            .sorted { $0.1 == $1.1 ? $0.0.rawValue < $1.0.rawValue : $0.1 > $1.1 }
    }

    /// Adds to a state's count.
    mutating func add(_ state: TCPState, _ count: Int = 1) {
        self[state] = self[state].saturatingSum(count)
    }
}

extension Int {
    /// The sum, or the greatest number where it would be greater: figures may be forged.
    func saturatingSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
