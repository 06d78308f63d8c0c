/// One form of text that hosts print: a table, a list of figures, a line.
///
/// A form is offered each line that no form before it is reading; where it begins, it takes the
/// following lines as long as they are its own.
protocol HostTextForm: Sendable {
    /// The form that a line begins, with that line taken, or `nil`.
    static func begin(_ line: HostText, _ desk: inout ReadingDesk) -> Self?

    /// Takes a further line, or returns `false` where it is none of its own.
    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool

    /// What was read.
    consuming func values(_ desk: inout ReadingDesk) -> [HostReading.Value]
}

extension HostTextForm {
    /// A form of one line takes no further one.
    mutating func take(_ line: HostText, _ desk: inout ReadingDesk) -> Bool { false }
}

/// What a form knows beside its line, and where it tells what it cannot read.
struct ReadingDesk {
    /// The command whose output the line is, where a prompt showed one.
    var command: ShellCommand?
    /// Whether the text is a log, in which lines without prompt or header count for nothing.
    let isLog: Bool
    /// The lines of output since the command.
    var linesSinceCommand = 0
    /// Whether the line has a number that is too great to be one.
    var hasOverflow = false

    /// Whether a line without a header may be read: it was given as evidence, or a command that
    /// prints such lines stands right before it.
    func admits(_ tools: Set<ShellCommand.Tool>) -> Bool {
        guard isLog else { return true }
        guard let tool = command?.tool else { return false }
        return tools.contains(tool)
    }

    /// The number that a text spells; one that is too great is noted.
    mutating func number(_ text: HostText) -> Int? {
        let number = text.number
        if number == nil, text.isDigits { hasOverflow = true }
        return number
    }
}
