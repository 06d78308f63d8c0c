import Testing

@testable import TraceParse

/// The catalogue keeps its own rules.
struct ErrorCatalogueTests {
    @Test(arguments: ErrorCatalogue.entries.indices)
    func `has a pattern that compiles`(index: Int) throws {
        let expression = ErrorCatalogue.expression(of: ErrorCatalogue.entries[index])
        #expect(!expression.contains(/\{[a-z]/), "an abbreviation that stands for nothing")
        _ = try Pattern(expression, ignoresCase: true)
    }

    @Test func `has anchors that a scanner can use`() {
        let anchors = ErrorCatalogue.anchors
        #expect(Set(anchors).count == anchors.count)
        #expect(anchors.allSatisfy { $0.utf8.count >= 4 })
        // More of them stop the scanner on more ordinary lines.
        #expect(anchors.count <= 64)
    }

    @Test func `finds both spellings of a system error`() {
        for text in ["broken pipe", "Broken pipe", "connection reset by peer", "No such host"] {
            #expect(!ErrorProbe(text).hits.isEmpty, "\(text)")
        }
    }

    @Test func `leaves ordinary lines alone`() {
        let lines = [
            "10.0.0.2 - - [22/Nov/2026:17:24:29 +0000] \"GET /v1/orders?page=0 HTTP/1.1\" 200 66 0.000",
            "2026/11/22 17:24:24 orders api listening on 127.0.0.1:8080",
            "time=2026-11-22T17:37:31.183Z level=INFO msg=\"session started\" timeout=30s",
            "{\"level\":\"info\",\"msg\":\"request done\",\"status\":200,\"url\":\"http://a/b\"}",
            "goroutine 7 [running]:", "\t/usr/local/go/src/net/http/server.go:1947 +0xbe",
            "2026-11-22T17:25:22+0000 info shop-api: hb.request.method=GET [Hummingbird] Request",
        ]
        for line in lines { #expect(ErrorProbe(line).hits.isEmpty, "\(line)") }
    }

    @Test func `names every class by a known name`() {
        let known: Set<ErrorClass> = [.explicitPanic, .signal, .other, .uncaughtError]
        for entry in ErrorCatalogue.entries where entry.family == .network {
            guard let errorClass = entry.errorClass else { continue }
            #expect(errorClass.isNetwork || errorClass == .outOfMemory, "\(entry.pattern)")
        }
        for entry in ErrorCatalogue.entries where entry.family == .fault {
            let errorClass = entry.errorClass
            #expect(errorClass.map { !$0.isNetwork || known.contains($0) } ?? false)
        }
    }
}
