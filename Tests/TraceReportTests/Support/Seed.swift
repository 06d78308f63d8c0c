import TraceParse

@testable import TraceReport

/// The log that the project began with: two broken pipes of one client, one with its stack.
enum Seed {
    static let path = "app.log"

    static var records: [IncidentRecord] {
        var first = broken(
            port: 32952,
            seconds: 1_649_676_180,
            line: 1,
            fingerprint: 0xB0C1_D2E3_F4A5_9687
        )
        first.goroutine(
            id: 145578,
            frames,
            createdBy: FrameText(
                "net/http.(*Server).Serve",
                nil,
                "/usr/local/go/src/net/http/server.go",
                3013,
                923
            )
        )
        first.record.language = .go
        first.record.layout = .joined
        first.record.originFrame = 5
        first.record.handlerFrame = 6
        var second = broken(
            port: 45842,
            seconds: 1_649_680_073,
            line: 2,
            fingerprint: 0x1122_3344_5566_7788
        )
        second.record.language = .go
        return [first.record, second.record]
    }

    static var summary: Summary {
        var summary = Summary()
        for record in records { summary.add(record, path: path) }
        var statistics = ParseStatistics()
        statistics.bytes = 1824
        statistics.lines = 2
        statistics.incidents = 2
        summary.add(InputNote(path: path, statistics: statistics))
        return summary
    }

    private static func broken(
        port: Int,
        seconds: Int64,
        line: Int,
        fingerprint: UInt64
    ) -> RecordBuilder {
        RecordBuilder(
            .brokenPipe,
            kind: .httpPanic,
            message:
                "write tcp 172.31.6.64:9093->172.31.34.109:\(port): write: broken pipe",
            operation: "write",
            local: ("172.31.6.64", 9093),
            peer: ("172.31.34.109", port),
            client: ("172.31.34.109", port),
            seconds: seconds,
            line: line,
            fingerprint: fingerprint
        )
    }

    private static let gin = "/go/pkg/mod/github.com/gin-gonic/gin@v1.7.7/"
    private static let http = "/usr/local/go/src/net/http/server.go"

    private static let frames = [
        FrameText("net/http.(*conn).serve.func1", "0xc000399720", http, 1824, 339),
        FrameText(
            "panic",
            "0xfbc720, 0xc008f36be0",
            "/usr/local/go/src/runtime/panic.go",
            971,
            1177
        ),
        FrameText(
            "github.com/gin-gonic/gin/render.JSON.Render",
            "...",
            gin + "render/json.go",
            56,
            nil
        ),
        FrameText(
            "github.com/gin-gonic/gin.(*Context).Render",
            "0xc00621d600, 0xc8, 0x133ab98, 0xc00be29b10",
            gin + "context.go",
            927,
            329
        ),
        FrameText(
            "github.com/gin-gonic/gin.(*Context).JSON",
            "...",
            gin + "context.go",
            970,
            nil
        ),
        FrameText(
            "bsc-wallet/router/apicommon.ReturnSuccessResponse",
            "0xc00621d600, 0x0, 0x10c16c7, 0x7, 0xee3960, 0xc00ae84d20",
            "/go/src/bsc-wallet/router/apicommon/common.go",
            38,
            197
        ),
        FrameText(
            "bsc-wallet/router/handler.BlockInfo",
            "0xc00621d600",
            "/go/src/bsc-wallet/router/handler/wallethandler.go",
            395,
            638
        ),
        FrameText("github.com/gin-gonic/gin.(*Context).Next", "...", gin + "context.go", 168, nil),
        FrameText(
            "github.com/gin-gonic/gin.(*Engine).handleHTTPRequest",
            "0xc000120340, 0xc00621d600",
            gin + "gin.go",
            555,
            688
        ),
        FrameText(
            "github.com/gin-gonic/gin.(*Engine).ServeHTTP",
            "0xc000120340, 0x133ec38, 0xc0067767e0, 0xc00621d500",
            gin + "gin.go",
            511,
            363
        ),
        FrameText(
            "net/http.serverHandler.ServeHTTP",
            "0xc0001881c0, 0x133ec38, 0xc0067767e0, 0xc00621d500",
            http,
            2887,
            163
        ),
        FrameText(
            "net/http.(*conn).serve",
            "0xc000399720, 0x13405b8, 0xc0059e4a40",
            http,
            1952,
            2253
        ),
    ]
}
