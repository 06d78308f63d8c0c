import SystemPackage
import Testing

@testable import tracelens

@Suite struct `What progress says` {
    @Test(
        arguments: [
            (0, nil, 0, "0 bytes read, 7 incidents, a.log"),
            (5_000_000, nil, 500, "5.0 MB read, 10.0 MB/s, 7 incidents, a.log"),
            (
                5_000_000, 15_000_000, 500,
                "5.0 MB of 15.0 MB (33 %), 10.0 MB/s, 1 s left, 7 incidents, a.log"
            ),
            (
                1_000_000_000, 10_000_000_000, 2000,
                "1.0 GB of 10.0 GB (10 %), 500 MB/s, 18 s left, 7 incidents, a.log"
            ),
            (
                1_000_000, 1_000_000_000, 1000,
                "1.0 MB of 1.0 GB (0 %), 1.0 MB/s, 17 min left, 7 incidents, a.log"
            ),
            // A file grew while it was read.
            (2000, 1000, 1000, "2.0 KB read, 2.0 KB/s, 7 incidents, a.log"),
        ] as [(Int, Int?, Int, String)]
    )
    func `is how far, how fast and how long`(
        bytes: Int,
        total: Int?,
        milliseconds: Int,
        line: String
    ) {
        var state = Progress.State()
        state.bytes = bytes
        state.total = total
        state.incidents = 7
        state.elapsed = .milliseconds(milliseconds)
        state.input = "a.log"
        #expect(state.line == line)
    }

    @Test func `is out of what all files have together`() throws {
        let scratch = try Scratch()
        try scratch.write("logs/a.log", "12345")
        try scratch.write("logs/old/b.log", "123")
        let everything = PathFilter(include: [], exclude: [])
        let paths = [scratch.path("logs")]
        let walk = InputWalk(paths: paths, filter: everything, outputs: OutputIdentities())
        #expect(walk.totalSize() == 8)
        let piped = InputWalk(paths: paths + ["-"], filter: everything, outputs: OutputIdentities())
        #expect(piped.totalSize() == nil)
    }
}
