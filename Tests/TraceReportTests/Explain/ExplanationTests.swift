import Testing
import TraceParse

@testable import TraceReport

@Suite struct ExplanationTests {
    @Test(arguments: Explanation.names)
    func `every name is explained on one screen of 80 columns`(name: String) throws {
        let text = try #require(Explanation.text(of: name))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 52)
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(text.hasPrefix(name + " ("))
        #expect(text.contains("What to do"))
        #expect(text.contains("Written down in: "))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test func `every cause of the contract has a profile, once`() {
        #expect(Causes.profiles.map(\.id).count == CauseID.allCases.count)
        #expect(Set(Causes.profiles.map(\.id)) == Set(CauseID.allCases))
        for profile in Causes.profiles {
            #expect(!profile.can.isEmpty && !profile.signs.isEmpty && !profile.countersigns.isEmpty)
            #expect(!profile.remedies.isEmpty && !profile.sources.isEmpty)
        }
    }

    @Test func `causes of failures have remedies of all three ranks`() {
        for profile in Causes.profiles where profile.id != .benign && profile.id != .unknown {
            #expect(Set(profile.remedies.map(\.rank)) == Set(Remedy.Rank.allCases), "\(profile.id)")
            let ranks = profile.remedies.compactMap { Remedy.Rank.allCases.firstIndex(of: $0.rank) }
            #expect(ranks == ranks.sorted())
        }
    }

    @Test func `the list names all, in lines of 80 columns`() {
        let lines = Explanation.list.split(separator: "\n")
        for name in Explanation.names {
            #expect(lines.contains { $0.hasPrefix("  \(name) ") }, "\(name)")
        }
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: [
        ("Client-Timeout", "client_timeout ("), ("BROKEN_PIPE", "broken_pipe ("),
        ("fd limit", "fd_limit ("),
    ])
    func `letters' case and hyphens do not matter`(name: String, start: String) throws {
        #expect(try #require(Explanation.text(of: name)).hasPrefix(start))
    }

    @Test(
        arguments: [
            ("clint_timeout", "client_timeout"), ("brokenpipe", "broken_pipe"),
            ("timeout_client", "client_timeout"), ("retry", "retry_storm"), ("oom", nil), ("", nil),
            (String(repeating: "x", count: 100_000), nil),
        ] as [(String, String?)]
    )
    func `an unknown name is answered with those that are like it`(name: String, near: String?) {
        #expect(Explanation.text(of: name) == nil)
        let matches = Explanation.nearMatches(to: name)
        #expect(matches.count <= 3)
        if let near { #expect(matches.contains(near)) } else { #expect(matches.isEmpty) }
    }
}
