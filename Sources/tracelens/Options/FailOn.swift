internal import TraceParse

/// The incidents that make a run fail: `--fail-on`.
struct FailOn: Sendable {
    private let classes: Set<ErrorClass>
    private let isAny: Bool

    /// The incidents of the given classes, `any` standing for all.
    init(_ names: [String]) {
        classes = Set(names.map(ErrorClass.init(rawValue:)))
        isAny = names.contains(Self.any)
    }

    /// The word for all classes.
    static let any = "any"

    /// Whether none make it fail.
    var isEmpty: Bool { !isAny && classes.isEmpty }

    /// Whether incidents of a class make it fail; those without one never do.
    func contains(_ errorClass: ErrorClass?) -> Bool {
        guard let errorClass else { return false }
        return isAny || classes.contains(errorClass)
    }
}
