import TraceParse

/// The classes seen, each with a small number of its own that the other tables count by.
///
/// There are as many as the catalogue and the user's patterns name, so they need no limit.
struct ClassTable: Sendable {
    /// The classes in the order in which they came; `nil` stands for incidents without one.
    private(set) var classes: [ErrorClass?] = []
    private var numbers: [ErrorClass?: Int] = [:]
    /// Up to so many classes are compared one by one, which costs less than a hash.
    private static let few = 6

    /// The number of a class, given to it now if it is new.
    mutating func number(of errorClass: ErrorClass?) -> Int {
        for number in 0..<min(Self.few, classes.count) where classes[number] == errorClass {
            return number
        }
        if let number = numbers[errorClass] { return number }
        numbers[errorClass] = classes.count
        classes.append(errorClass)
        return classes.count - 1
    }

    /// The number of a class that has one.
    func number(ifKnown errorClass: ErrorClass?) -> Int? { numbers[errorClass] }
}

extension ClassTable: Equatable {
    static func == (left: ClassTable, right: ClassTable) -> Bool { left.classes == right.classes }
}

extension ClassTable {
    private static let mostRead = 4096

    func write(to state: inout StateWriter) {
        state.write(classes) { $0.write($1) }
    }

    init(from state: inout StateReader) throws(StateError) {
        let read = try state.list(upTo: Self.mostRead) { reader throws(StateError) in
            try reader.errorClass()
        }
        for errorClass in read { _ = number(of: errorClass) }
        guard classes.count == read.count else { throw state.fault("a class is there twice") }
    }
}
