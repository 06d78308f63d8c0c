import Testing

@testable import TraceParse

/// A log's lines as a transport wrapped them, and what one of them must give.
struct WrappingSample: CustomTestStringConvertible {
    let text: String
    let line: Int
    let expected: Unwrapped

    /// A sample of which the line of a number is asked about, counted from 0.
    init(
        _ text: String,
        line: Int = 0,
        _ payload: String,
        _ identity: [String] = [],
        time: String = "",
        as encoding: PayloadEncoding = .plain,
        goesOn: Bool = false,
        rest: String = "",
        _ wrapping: Wrapping
    ) {
        self.text = text
        self.line = line
        expected = Unwrapped(
            wrapping: wrapping,
            payload: payload,
            encoding: encoding,
            identity: identity,
            time: time,
            goesOn: goesOn,
            rest: rest
        )
    }

    var testDescription: String { String(text.prefix(60)) }
}

extension WrappingSample {
    /// What is made of the line, the other lines being there to be looked at.
    var reading: Unwrapped? { unwrapped(Array(text.utf8), line: line) }
}

/// Reads the wrapping around a line of a text, counted from 0; the lines around it may be looked at.
func unwrapped(_ bytes: [UInt8], line: Int) -> Unwrapped? {
    guard let start = lineStarts(bytes).dropFirst(line).first else { return nil }
    let span = bytes.span
    let physical = PhysicalLine(span, at: start, floor: 0, before: bytes.count)
    guard let found = Wrapping.read(span, physical) else { return nil }
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return Unwrapped(
        wrapping: found.wrapping,
        payload: string(found.payload),
        encoding: found.encoding,
        identity: (0..<found.identity.count).map { string(found.identity[$0]) },
        time: string(found.time),
        goesOn: found.goesOn,
        rest: string(found.end..<bytes.count)
    )
}

/// Reads the wrapping around the first line of a text.
func wrapping(_ text: String, line: Int = 0) -> Wrapping? {
    unwrapped(Array(text.utf8), line: line)?.wrapping
}

/// Asks about every line of a sample cut at every byte, and changed at random: nothing may trap,
/// and every range must lie where it may.
func expectHarmless(_ sample: WrappingSample, sourceLocation: SourceLocation = #_sourceLocation) {
    let bytes = Array(sample.text.utf8)
    for cut in 0...bytes.count {
        expectSound(Array(bytes[..<cut]), sourceLocation)
        expectSound(Array(bytes[cut...]), sourceLocation)
    }
    var random = SeededRandom(seed: seed(sample.text))
    for _ in 0..<100 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !changed.isEmpty {
            let index = Int.random(in: changed.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: changed[index] = UInt8.random(in: 0...255, using: &random)
            case 1: changed.remove(at: index)
            default: changed.insert(hostile.randomElement(using: &random)!, at: index)
            }
        }
        expectSound(changed, sourceLocation)
    }
}

private let hostile = Array("\n\r\t\0\u{1B} \"\\[]{}<>:|/-.,=0aP\u{FEFF}".utf8)

private func lineStarts(_ bytes: [UInt8]) -> [Int] {
    [0] + bytes.indices.filter { bytes[$0] == ASCII.newline && $0 + 1 < bytes.count }.map { $0 + 1 }
}

private func expectSound(_ bytes: [UInt8], _ sourceLocation: SourceLocation) {
    let span = bytes.span
    for start in lineStarts(bytes).prefix(3) where start < bytes.count {
        let line = PhysicalLine(span, at: start, floor: 0, before: bytes.count)
        guard let found = Wrapping.read(span, line) else { continue }
        var isSound = found.end > start && found.end <= bytes.count
        isSound = isSound && found.payload.lowerBound >= start
        isSound = isSound && found.payload.upperBound <= found.end
        for range in [found.time] + (0..<found.identity.count).map({ found.identity[$0] }) {
            isSound = isSound && range.lowerBound >= 0 && range.upperBound <= bytes.count
        }
        if !isSound {
            Issue.record(
                "\(found) of \(String(decoding: bytes, as: UTF8.self).debugDescription)",
                sourceLocation: sourceLocation
            )
        }
    }
}
