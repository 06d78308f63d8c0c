import Testing
import TraceParse

/// A log that was cut in the middle of a trace gives what stands before the cut.
struct TruncationTests {
    /// A log and a place to cut it at.
    struct Cut: CustomStringConvertible {
        var log: GoCase
        var place: Int

        var description: String { "\(log) at \(place)" }
    }

    /// Six places in each of forty logs whose traces stand in lines, the same on every run.
    static let cuts: [Cut] = {
        var random = SeededRandom(seed: 40)
        let logs = GoCase.all.shuffled(using: &random).lazy.filter(hasPlainFrames).prefix(40)
        return logs.flatMap { log -> [Cut] in
            guard let count = try? log.log().count else { return [] }
            return (0..<6).map { _ in
                Cut(log: log, place: Int.random(in: 1..<count, using: &random))
            }
        }
    }()

    @Test func `there are logs to cut`() {
        #expect(Self.cuts.count == 240)
    }

    @Test(arguments: cuts)
    func `keeps the frames before the cut`(cut: Cut) throws {
        let bytes = try cut.log.log()
        let found = try readIncidents(Array(bytes[..<cut.place])).flatMap(Self.frames)
        let whole = try readIncidents(bytes).flatMap(Self.frames)
        let complete = Self.endsOfFrames(whole, in: bytes).count { $0 <= cut.place }
        #expect(found.count >= complete && found.count <= complete + 1)
        #expect(Array(found.prefix(complete)) == Array(whole.prefix(complete)))
    }

    @Test(arguments: cuts)
    func `says that it was cut`(cut: Cut) throws {
        let bytes = try cut.log.log()
        guard let token = brokenToken(bytes, cut.place) else { return }
        let found = try readIncidents(Array(bytes[..<cut.place]))
        #expect(found.last?.truncated == true, "\(token)")
    }

    @Test(arguments: cuts)
    func `every layout may be cut`(cut: Cut) throws {
        for rendition in Rendition.allCases {
            let bytes = rendition.render(try cut.log.log())
            let whole = try readIncidents(bytes).flatMap(Self.frames)
            let cut = Array(bytes[..<min(bytes.count, cut.place)])
            let found = try readIncidents(cut).flatMap(Self.frames)
            #expect(found.count <= whole.count)
            // The last frame may be cut, and the offset before it runs into nothing.
            let sure = max(0, found.count - 2)
            #expect(
                found.prefix(sure).map(\.function) == whole.prefix(sure).map(\.function),
                "\(rendition)"
            )
        }
    }

    private static func hasPlainFrames(_ log: GoCase) -> Bool {
        guard let bytes = try? log.log(), let found = try? readIncidents(bytes) else {
            return false
        }
        let frames = found.flatMap(frames)
        return frames.count > 1 && endsOfFrames(frames, in: bytes).count == frames.count
    }

    private static func frames(_ incident: Incident) -> [Frame] {
        incident.goroutines.flatMap { $0.frames + $0.ancestors.flatMap(\.frames) }
    }

    /// Where each of the frames ends: the lines are looked for one after the other.
    private static func endsOfFrames(_ frames: [Frame], in bytes: [UInt8]) -> [Int] {
        var ends: [Int] = []
        for frame in frames {
            var text = "\(frame.function)(\(frame.arguments ?? ""))\n"
            text += "\t\(frame.file ?? ""):\(frame.line ?? 0)"
            if let offset = frame.offset { text += " +0x\(String(offset, radix: 16))" }
            guard let found = bytes.firstRange(of: Array(text.utf8), from: ends.last ?? 0) else {
                return ends
            }
            ends.append(found.upperBound)
        }
        return ends
    }

    /// The piece of a trace's line that a cut left, where it is no whole token.
    ///
    /// It may be of a call, of a creator or of a path; `nil` where the cut falls between two tokens
    /// or after a line number.
    private func brokenToken(_ bytes: [UInt8], _ place: Int) -> Substring? {
        let lines = String(decoding: bytes[..<place], as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        guard let last = lines.last, last.count > 3, lines.count > 2 else { return nil }
        let before = lines[lines.count - 2]
        if last.hasPrefix("\t/"), before.hasSuffix(")") || before.hasPrefix("created by ") {
            return last.contains(":") ? nil : last
        }
        guard before.hasPrefix("\t/") || before.hasSuffix("]:") else { return nil }
        if last.hasPrefix("created by ") { return last }
        let beforeThat = lines[lines.count - 3]
        let endsGoroutine =
            beforeThat.hasPrefix("created by ") || beforeThat.hasPrefix("runtime.goexit(")
            || beforeThat == "main.main()"
        let isName = last.prefix { $0 != "(" }.allSatisfy { $0.isLetter || "./-".contains($0) }
        return isName && !endsGoroutine && last.first?.isLetter == true ? last : nil
    }
}

extension [UInt8] {
    /// Where bytes stand next, at or after a place.
    func firstRange(of bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = bytes.first else { return nil }
        var place = start
        while place + bytes.count <= count {
            guard let next = self[place...].firstIndex(of: first) else { return nil }
            if self[next...].starts(with: bytes) { return next..<next + bytes.count }
            place = next + 1
        }
        return nil
    }
}
