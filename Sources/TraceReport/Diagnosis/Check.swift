/// A next step that would tell more: a command to paste, and how to read what it says.
struct Check: Hashable, Sendable {
    var command: Command
    var reading: Saying
}

/// A line for a shell.
///
/// Nothing from a log can get into it but an address that was parsed to its bits and a port or a
/// process id that was parsed to a number: the interpolation takes nothing else.
struct Command: Hashable, Sendable, ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// A port or a process id.
        mutating func appendInterpolation(_ number: Int) {
            text += String(number)
        }

        mutating func appendInterpolation(_ address: IPAddress) {
            text += address.description
        }

        /// The address as it stands before a port, or in a filter of `ss`.
        mutating func appendInterpolation(bracketed address: IPAddress) {
            text += address.isIPv4 ? address.description : "[\(address)]"
        }

        mutating func appendInterpolation(_ command: Command) {
            text += command.text
        }
    }
}

extension Languages {
    /// What fits of some checks.
    func checks(_ checks: [Check]) -> [Check] {
        checks.filter { fit($0.reading.language) }
    }
}
