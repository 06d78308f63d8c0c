import Testing

@testable import TraceReport

@Test func `print the seed`() {
    let report = Report(summary: Seed.summary)
    print(report.rendered(as: .markdown))
    print("#########")
    print(report.rendered(as: .text))
    print("#########")
    print(report.rendered(as: .json))
}
