/// Why a state could not be read.
package struct StateError: Error, Hashable {
    /// The offset in the file.
    package var offset: Int
    /// What is wrong there, as words for a person.
    package var reason: String
}

extension StateError: CustomStringConvertible {
    package var description: String { "\(reason) at byte \(offset)" }
}
