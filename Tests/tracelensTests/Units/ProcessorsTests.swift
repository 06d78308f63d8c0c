import Testing

@testable import tracelens

struct ProcessorsTests {
    @Test(arguments: [
        ("Name:\tx\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\n", 2),
        ("Cpus_allowed:\tff,ffffffff\n", 40),
        ("Cpus_allowed:\t00000000,00000010\n", 1),
        ("Cpus_allowed:\t0\n", nil),
        ("Name:\tx\n", nil),
        ("", nil),
    ])
    func `counts the processors that are allowed`(status: String, count: Int?) {
        #expect(Processors.allowed(by: Array(status.utf8)) == count)
    }

    @Test func `there is always one`() {
        #expect(Processors.count > 0)
    }
}
