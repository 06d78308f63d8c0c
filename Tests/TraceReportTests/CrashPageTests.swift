import Testing
import TraceParse

@testable import TraceReport

/// A Swift crash on the page.
struct CrashPageTests {
    private let log = """
        a/a.swift:7: Fatal error: boom

        *** Signal 4: Backtracing from 0x7ffff796df7f... done ***

        *** Program crashed: Illegal instruction at 0x00007ffff796df7f ***

        Thread 0 "app":

          0 0x0000000000000010 epoll_wait + 86 in libc.so.6
        ...

        Thread 1 "worker" crashed:

          0      0x0000000000000020 _assertionFailure(_:_:file:line:flags:) + 225 in libswiftCore.so
          1 [ra] 0x0000000000000030 Store.load(_:) + 12 in app at /srv/src/a.swift:7:20
        ...

        Backtrace took 0.01s

        """

    @Test func `the thread that crashed stands first, the program's own frames marked`() throws {
        var parser = try TraceParser(path: "a.log")
        var records: [IncidentRecord] = []
        var rest = Array(log.utf8)[...]
        _ = unsafe parser.fill(
            { buffer in
                let count = min(rest.count, buffer.count)
                unsafe buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            },
            { records.append(copy $0) }
        )
        _ = parser.finishRecords { records.append(copy $0) }
        let page = Report(summary: Summary.of(records)).rendered(as: .markdown)
        let lines = page.split(separator: "\n")
        let worker = try #require(lines.firstIndex { $0.hasPrefix("thread 1 \"worker\" crashed") })
        let main = try #require(lines.firstIndex { $0.hasPrefix("thread 0 \"app\"") })
        #expect(worker < main)
        #expect(lines.contains { $0.hasPrefix(">") && $0.contains("Store.load(_:)") })
        #expect(!lines.contains { $0.hasPrefix(">") && $0.contains("_assertionFailure") })
        #expect(lines.contains { $0.contains("frames that were left out") })
    }
}
