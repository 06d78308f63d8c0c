import TraceParse

/// A transport that wraps each line of a log.
enum Carrier: String, CaseIterable, Sendable {
    case docker, dockerParts, cri, criParts, syslog, syslog5424, journal, journalJSON, journalBytes,
        compose
    case kubectl, stern, heroku, shipper, cloudLogging, lokiJSON, cloudWatchJSON, quoted
    case swarm, loki, cloudWatch, actions, shipperLogfmt, csv

    /// Whether one line alone might be a program's own.
    var needsNeighbours: Bool { self == .quoted }

    /// Whether a line of some length becomes several records.
    var cutsLines: Bool { self == .criParts || self == .dockerParts }

    /// Those that tell a line's wrapping from the line alone, so that another may stand around; a text
    /// in numbers has no anchor but its key, which the wrapping around would spell otherwise.
    static let inner: [Carrier] = [
        .docker, .cri, .syslog, .syslog5424, .journal, .journalJSON, .kubectl, .heroku, .shipper,
        .cloudLogging, .lokiJSON, .cloudWatchJSON,
    ]

    /// A log's lines as the transport writes them of one of its streams.
    func wrap(_ log: [UInt8], stream: Int = 0) -> [UInt8] {
        wrappedLines(log, stream: stream).flatMap { $0 }
    }

    /// What becomes of each line, its line break included.
    func wrappedLines(_ log: [UInt8], stream: Int = 0) -> [[UInt8]] {
        var lines = log.split(separator: newline, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.enumerated().map { number, line in
            wrap(line, Stamp(second: number / 50, fraction: number % 50), stream)
        }
    }

    private func wrap(_ line: ArraySlice<UInt8>, _ stamp: Stamp, _ stream: Int) -> [UInt8] {
        switch self {
        case .docker:
            return docker(escaped(line) + text("\\n"), stamp)
        case .dockerParts:
            return pieces(of: line).flatMap { piece, isLast in
                docker(escaped(piece) + (isLast ? text("\\n") : []), stamp)
            }
        case .cri:
            return text("\(stamp.zoned) stderr F ") + line + [newline]
        case .criParts:
            return pieces(of: line).flatMap { piece, isLast in
                text("\(stamp.zoned) stderr \(isLast ? "F" : "P") ") + piece + [newline]
            }
        case .syslog:
            return text("\(stamp.syslog) web-0\(stream) orders[\(412 + stream)]: ") + line + [
                newline
            ]
        case .syslog5424:
            return text("<11>1 \(stamp.zoned) host-\(stream) orders \(412 + stream) - - ") + line
                + [newline]
        case .journal:
            return text("\(stamp.local)+0000 node\(stream) ordersd[\(512 + stream)]: ") + line
                + [newline]
        case .journalJSON:
            return text(
                "{\"__REALTIME_TIMESTAMP\":\"\(stamp.micros)\",\"_PID\":\"\(700 + stream)\","
            )
                + text("\"_SYSTEMD_UNIT\":\"orders.service\",\"_HOSTNAME\":\"a\",\"MESSAGE\":\"")
                + escaped(line) + text("\"}\n")
        case .journalBytes:
            let numbers = line.map { String($0) }.joined(separator: ",")
            return text(
                "{\"__REALTIME_TIMESTAMP\":\"\(stamp.micros)\",\"_PID\":\"\(700 + stream)\","
            )
                + text("\"_SYSTEMD_UNIT\":\"orders.service\",\"_HOSTNAME\":\"a\",")
                + text("\"MESSAGE\":[\(numbers)]}\n")
        case .compose:
            return text("orders-\(stream + 1)  | ") + line + [newline]
        case .kubectl:
            return text("[pod/orders-7d9f8b6c5d-\(Self.pod(stream))/api] ") + line + [newline]
        case .stern:
            return text("orders-7d9f8b6c5d-\(Self.pod(stream)) api ") + line + [newline]
        case .heroku:
            return text("\(stamp.local).123456+00:00 app[web.\(stream + 1)]: ") + line + [newline]
        case .shipper:
            return text("{\"@timestamp\":\"\(stamp.zoned)\",\"kubernetes\":{\"pod\":{\"name\":")
                + text("\"orders-7d9f8b6c5d-\(Self.pod(stream))\"}},\"message\":\"") + escaped(line)
                + text("\"}\n")
        case .cloudLogging:
            return text("{\"insertId\":\"1x2y\",\"logName\":\"projects/p/logs/stderr\",")
                + text("\"resource\":{\"labels\":{\"container_name\":\"api\",\"pod_name\":")
                + text("\"orders-7d9f8b6c5d-\(Self.pod(stream))\"}},\"textPayload\":\"")
                + escaped(line) + text("\",\"timestamp\":\"\(stamp.zoned)\"}\n")
        case .lokiJSON:
            return text("{\"labels\":{\"pod\":\"orders-7d9f8b6c5d-\(Self.pod(stream))\"},")
                + text("\"line\":\"") + escaped(line)
                + text("\",\"timestamp\":\"\(stamp.zoned)\"}\n")
        case .cloudWatchJSON:
            return text("{\"logStreamName\":\"orders/api/\(stream)\",\"timestamp\":")
                + text("\(stamp.micros / 1000),\"message\":\"") + escaped(line)
                + text("\",\"eventId\":\"\(stamp.micros)\"}\n")
        case .quoted:
            return text("> ") + line + [newline]
        case .swarm:
            return text("orders.\(stream + 1).x8s7dk2p9qw1@node1    | ") + line + [newline]
        case .loki:
            return text("\(stamp.zoned) {container=\"api\", pod=\"orders-7d9f8b6c5d-")
                + text("\(Self.pod(stream))\"} ") + line + [newline]
        case .cloudWatch:
            return text("\(stamp.zoned) orders/api/0123456789abcdef0123456789abcde\(stream) ")
                + line + [newline]
        case .actions:
            return text("test (\(stream))\tRun make test\t\(stamp.local).1234567Z ") + line
                + [newline]
        case .shipperLogfmt:
            return text("time=\(stamp.zoned) pod=orders-7d9f8b6c5d-\(Self.pod(stream)) ")
                + text("stream=stderr log=\"") + escaped(line) + text("\"\n")
        case .csv:
            return text("\"\(stamp.zoned)\",\"orders-7d9f8b6c5d-\(Self.pod(stream))\",\"")
                + line.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] } + text("\"\n")
        }
    }

    /// The end of a pod's name, of letters that Kubernetes takes for it.
    static func pod(_ stream: Int) -> String { "x\(["b", "c", "d"][stream])k2p" }

    private func docker(_ spelled: [UInt8], _ stamp: Stamp) -> [UInt8] {
        text("{\"log\":\"") + spelled
            + text("\",\"stream\":\"stderr\",\"time\":\"\(stamp.zoned)\"}\n")
    }

    /// Pieces of 60 bytes, and which is the last; of a character of several bytes none is cut.
    private func pieces(of line: ArraySlice<UInt8>) -> [(ArraySlice<UInt8>, isLast: Bool)] {
        var rest = line
        var made: [(ArraySlice<UInt8>, isLast: Bool)] = []
        while rest.count > 60 {
            var piece = rest.prefix(60)
            while rest[piece.endIndex] & 0xC0 == 0x80, piece.count > 1 { piece.removeLast() }
            made.append((piece, isLast: false))
            rest = rest[piece.endIndex...]
        }
        return made + [(rest, isLast: true)]
    }

    private func text(_ string: String) -> [UInt8] { Array(string.utf8) }

    /// The inside of a JSON string, as Go's encoder spells it.
    private func escaped(_ line: ArraySlice<UInt8>) -> [UInt8] {
        line.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""): Array("\\\"".utf8)
            case UInt8(ascii: "\\"): Array("\\\\".utf8)
            case UInt8(ascii: "\t"): Array("\\t".utf8)
            case UInt8(ascii: "\r"): Array("\\r".utf8)
            case UInt8(ascii: "<"): Array("\\u003c".utf8)
            case UInt8(ascii: ">"): Array("\\u003e".utf8)
            case UInt8(ascii: "&"): Array("\\u0026".utf8)
            case 0..<0x20: Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: [byte]
            }
        }
    }
}

/// A moment as transports print it, far from the times of the logs.
private struct Stamp {
    var second: Int
    var fraction: Int

    private var clock: String { "07:\(padded(second / 60 % 60)):\(padded(second % 60))" }
    var local: String { "2031-05-09T\(clock)" }
    var zoned: String { "\(local).\(100_000 + fraction)Z" }
    var syslog: String { "May  9 \(clock)" }
    /// From 2031-05-09T07:00:00Z on.
    var micros: Int { (1_936_076_400 + second) * 1_000_000 + fraction }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

private let newline = UInt8(ascii: "\n")
