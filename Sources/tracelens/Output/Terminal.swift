#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import SystemPackage

/// What stands behind a descriptor, as far as drawing goes.
struct Terminal {
    /// The descriptor asked about.
    let descriptor: FileDescriptor

    /// Whether it is a terminal at all.
    var isTerminal: Bool { isatty(descriptor.rawValue) == 1 }

    /// How many columns it shows, 80 where it does not say.
    var columns: Int {
        var size = winsize()
        let answer = unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size)
        return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Whether the environment asks for plain text (`NO_COLOR`, `TERM=dumb`).
    static var environmentIsPlain: Bool {
        let noColor = environment("NO_COLOR") ?? ""
        return !noColor.isEmpty || environment("TERM") == "dumb"
    }
}

/// The value of an environment variable, or `nil` where it is not set.
func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
}
