/// Lines of logs that the tests are about.
enum Log {
    /// A server's line about a client that hung up.
    static func brokenPipe(
        at time: String = "2026/03/01 10:00:00",
        peer: String = "10.0.0.7:40000"
    ) -> String {
        "\(time) http: panic serving \(peer): write tcp 10.0.0.1:8080->\(peer): "
            + "write: broken pipe\n"
    }

    /// A server's line about an upstream that is not there.
    static func refused(
        at time: String = "2026/03/01 10:00:00",
        peer: String = "10.0.0.9:80"
    ) -> String {
        "\(time) order 17 failed: dial tcp \(peer): connect: connection refused\n"
    }

    /// A line that is no incident.
    static func ordinary(_ number: Int = 1) -> String {
        "2026/03/01 10:00:00 GET /orders/\(number) 200 3ms\n"
    }

    /// A goroutine without an error: an incident without a class.
    static let dump = """
        goroutine 7 [select]:
        main.main()
        \t/src/app/main.go:12 +0x1d

        """
}
