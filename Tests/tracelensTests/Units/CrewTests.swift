import TraceParse
import Testing

@testable import tracelens

struct CrewTests {
    @Test func `a thread that could not be started is not waited for`() {
        let crew = Crew(threads: 3)
        crew.leave(2)
        crew.help { preconditionFailure("there is nothing to read ahead") }
    }
}
