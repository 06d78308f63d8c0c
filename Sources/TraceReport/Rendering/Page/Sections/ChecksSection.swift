/// What to run next, beside the check that the page begins with.
enum ChecksSection {
    private static let most = 8

    static func blocks(_ context: PageContext) -> [Page.Block] {
        let checks = context.checks.dropFirst().prefix(most)
        guard !checks.isEmpty else { return [] }
        return [.heading(level: 2, "Next checks")]
            + checks.map { .check($0) }
    }
}
