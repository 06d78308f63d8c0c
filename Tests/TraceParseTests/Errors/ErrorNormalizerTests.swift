import Testing

@testable import TraceParse

/// The part of a fingerprint that an error's text gives.
struct ErrorNormalizerTests {
    private func fingerprint(_ text: String) -> UInt64 {
        let probe = ErrorProbe(text)
        return probe.fingerprint(0..<probe.bytes.count)
    }

    // swift-format-ignore
    static let equal: [(String, String)] = [
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "write tcp [::1]:8080->[fe80::1%eth0]:5: write: broken pipe"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "write tcp 10.0.0.1:80-\\u003e10.0.0.2:5: write: broken pipe"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "write tcp 10.0.0.1:80-&gt;10.0.0.2:5: write: broken pipe"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "write tcp 10.0.0.1:80→10.0.0.2:5: write: broken pipe"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "write tcp 10.0.0.1:80->10.0.0.2:5:\\nwrite:#012broken  pipe"),
        ("Write: Broken pipe", "write: broken pipe"),
        ("Get \"http://a/b?c=1\": EOF", "Get \\\"http://d/e\\\": EOF"),
        ("Get \"http://a/b?c=1\": EOF", "Get &#34;http://d/e&#34;: EOF"),
        ("Get http://a/b?c=1: EOF", "Get http://d/e: EOF"),
        ("accept4: too many open files; retrying in 5ms", "accept4: too many open files; retrying in 1.28s"),
        ("lookup db on 10.0.0.2:53: no such host", "lookup db on 10.0.0.3:53: no such host"),
        ("dial unix /run/a.sock: EOF", "dial unix /run/b/c.sock: EOF"),
        ("stream error: stream ID 3; CANCEL", "stream error: stream ID 1999; CANCEL"),
        ("order 7f3c-0001 gone", "order 88 gone"), ("at 0xc0000140a0", "at 0xdeadbeef"),
        ("request 0E1F8C1E-6E2B-4E0B-9B55-6D6C0A5F2F11", "request 7D1C52A7-2E4C-4A5E-9B0D-8E44A0E4B6F3"),
        ("commit: disk full\nunexpected EOF", "commit: disk fullunexpected EOF"),
        ("a: EOF.", "a: EOF"), ("a: EOF)", "a: EOF"), ("listen tcp :80: bind", "listen tcp :8080: bind"),
    ]

    // swift-format-ignore
    static let different: [(String, String)] = [
        ("write: broken pipe", "read: broken pipe"), ("write: broken pipe", "write: connection reset by peer"),
        ("accept4: too many open files", "accept: too many open files"), ("x509: a", "tls: a"),
        ("dial tcp4 10.0.0.1:80: EOF", "dial tcp6 10.0.0.1:80: EOF"),
        ("Get \"http://a/\": EOF", "Post \"http://a/\": EOF"), ("lookup a.b: no", "lookup a.c: no"), ("a", ""),
    ]

    @Test(arguments: equal)
    func `is equal for the same error`(left: String, right: String) {
        #expect(fingerprint(left) == fingerprint(right))
    }

    @Test(arguments: different)
    func `differs for different errors`(left: String, right: String) {
        #expect(fingerprint(left) != fingerprint(right))
    }

    @Test func `goes on from the hash that it is given`() {
        let bytes = Array("EOF".utf8)
        var (one, other): (UInt64, UInt64) = (1, 2)
        ErrorReader.normalized(bytes.span, 0..<3, into: &one)
        ErrorReader.normalized(bytes.span, 0..<3, into: &other)
        #expect(one != other)
    }
}
