import Foundation
import Testing

/// The golden reports against their JSON Schemas, by a validator that is none of this project's.
@Suite struct Schemas {
    private static let hasValidator =
        (try? Scratch()).flatMap { scratch in
            try? Tool.shell("python3 -c 'import jsonschema, referencing'", in: scratch)
        }?.status == 0

    @Test(.enabled(if: hasValidator, "pip install jsonschema"))
    func `every golden report is valid`() throws {
        let result = try python("validate-schemas.py")
        #expect(result.status == 0, "\(result.errors.prefix(2_000))")
        #expect(result.output.contains(" 0 faults"))
    }

    @Test(.enabled(if: hasValidator, "pip install jsonschema"))
    func `a report that is not as the schema says is found`() throws {
        let scratch = try Scratch()
        let golden = Package.root.appending(path: "Fixtures/golden/seed/report.json")
        let page = try String(contentsOf: golden, encoding: .utf8)
        for (number, change) in [
            ("\"totals\":", "\"sums\":"), ("\"confidence\":0.", "\"confidence\":7."),
            ("\"kind\":\"http_panic\"", "\"kind\":\"rumour\""), ("\"line\":1", "\"line\":\"1\""),
        ].enumerated() {
            let changed = page.replacing(change.0, with: change.1)
            #expect(changed != page)
            let path = try scratch.write("\(number).json", changed)
            #expect(try python("validate-schemas.py '\(path)'").status == 1, "\(change)")
        }
    }

    @Test(.enabled(if: hasValidator, "pip install jsonschema"))
    func `the page about JSON says what the schemas say`() throws {
        #expect(try python("describe-schemas.py --check").status == 0)
    }

    private func python(_ script: String) throws -> Tool.Result {
        try Tool.shell("cd '\(Package.root.path)' && python3 Scripts/\(script)", in: Scratch())
    }
}
