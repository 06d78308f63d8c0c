internal import SystemPackage
internal import Synchronization

/// What is said to people, on standard error: messages, and one line of progress below them.
///
/// Text from file names and logs is shown with its control characters spelled out.
final class Console: Sendable {
    private let isQuiet: Bool
    private let progressLine = Mutex<String?>(nil)

    /// A console that keeps notes to itself when `isQuiet`.
    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    /// Says what went wrong.
    func problem(_ text: String) {
        say(text)
    }

    /// Says what is good to know but changes nothing.
    func note(_ text: String) {
        guard !isQuiet else { return }
        say(text)
    }

    /// Shows a line that stays until the next one, or until `nil` takes it away.
    func showProgress(_ line: String?) {
        progressLine.withLock { shown in
            guard shown != nil || line != nil else { return }
            write(Self.eraseLine + (line ?? ""))
            shown = line
        }
    }

    private func say(_ text: String) {
        progressLine.withLock { shown in
            let message = "tracelens: \(Self.printable(text))\n"
            guard let line = shown else { return write(message) }
            write(Self.eraseLine + message + line)
        }
    }

    /// A standard error that takes no more has nobody left to tell.
    private func write(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Back to the first column, and the line emptied (ECMA-48 EL).
    private static let eraseLine = "\r\u{1B}[K"

    /// The text with the characters that a terminal would act upon spelled out.
    static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.reduce(into: "") { made, scalar in
            if isControl(scalar) {
                made += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                made.unicodeScalars.append(scalar)
            }
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
    }
}
