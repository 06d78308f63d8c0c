/// A line on which a shell waits for a command, and the command.
///
///     # cmd     $ cmd     [root@web-1 ~]# cmd     root@web-1:/srv# cmd     / # cmd
///     bash-5.1$ cmd     web-1:~ anna$ cmd     anna@mac ~ % cmd     ===== cmd =====
struct ShellPrompt {
    /// The machine that the prompt names.
    var host: String?
    var command: ShellCommand

    /// How far into a line a prompt may reach.
    private static let longest = 100

    init?(_ line: HostText) {
        guard let sign = Self.sign(line) else { return nil }
        let prefix = HostText(line.bytes[..<sign])
        let rest = line.from(sign + 1).trimmed
        guard let first = rest.first,
            first.isLetter || first == UInt8(ascii: "/") || first == UInt8(ascii: ".")
                || first == UInt8(ascii: "(") || first >= 0x80
        else { return nil }
        host = Self.host(prefix)
        command = ShellCommand(rest)
    }

    /// A heading that names a command: `===== ss -s =====`, `### /proc/net/sockstat`.
    init?(heading line: HostText) {
        guard let first = line.first, "=#*+->".utf8.contains(first), line.count > 4 else {
            return nil
        }
        let inner = line.trimmed { "=#*+-> :\t\r".utf8.contains($0) }
        guard inner.count + 2 < line.count else { return nil }
        guard ShellCommand.isSurelyCommand(inner) || inner.starts("/proc/") else { return nil }
        command = ShellCommand(inner)
    }

    /// A command without a prompt, told by its tool and its options.
    init?(bare line: HostText) {
        guard ShellCommand.isSurelyCommand(line) else { return nil }
        command = ShellCommand(line)
    }

    /// Where the sign stands at which a prompt ends.
    private static func sign(_ line: HostText) -> Int? {
        var index = line.bytes.startIndex
        let limit = min(line.bytes.endIndex - 1, index + longest)
        while index < limit {
            let byte = line.bytes[index]
            if "#$%".utf8.contains(byte), line.bytes[index + 1].isBlank,
                isPrompt(HostText(line.bytes[..<index]), sign: byte)
            {
                return index
            }
            index += 1
        }
        return nil
    }

    private static func isPrompt(_ prefix: HostText, sign: UInt8) -> Bool {
        guard let first = prefix.first else { return sign != UInt8(ascii: "%") }
        guard !first.isBlank else { return false }
        let name = prefix.trimmed
        if name.contains("://") || name.contains("\"") || name.contains("=") { return false }
        if sign != UInt8(ascii: "%") {
            if first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") { return true }
            if name.starts("bash-") || name.starts("sh-") || name.starts("(") { return true }
            if first == UInt8(ascii: "/") || first == UInt8(ascii: "~") {
                return name.fields(atMost: 2).count == 1
            }
            // macOS: `web-1:~ anna$`
            if name.contains(":~ ") || name.contains(":/") {
                return name.fields(atMost: 4).count < 4
            }
        }
        return name.contains("@") && name.fields(atMost: 4).count < 4
    }

    /// `web-1` of `[root@web-1 ~]`, `root@web-1:/srv`.
    private static func host(_ prefix: HostText) -> String? {
        guard let at = prefix.range(of: "@") else { return nil }
        let name = prefix.from(at.upperBound).bytes.prefix { byte in
            byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        return name.isEmpty ? nil : HostText(name).string(clippedTo: 64)
    }
}
