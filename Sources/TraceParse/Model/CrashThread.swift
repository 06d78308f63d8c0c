/// One thread of a Swift crash.
public struct CrashThread: Hashable, Sendable {
    /// Its number in the report.
    public var index: Int?
    /// Its name.
    public var name: String?
    /// Whether it is the one that crashed.
    public var crashed: Bool
    /// Its frames, the innermost first.
    public var frames: [CrashFrame]

    /// One thread of a crash.
    public init(index: Int?, name: String?, crashed: Bool, frames: [CrashFrame]) {
        self.index = index
        self.name = name
        self.crashed = crashed
        self.frames = frames
    }
}

/// One frame of a Swift backtrace; what the layout lacks is `nil`.
public struct CrashFrame: Hashable, Sendable {
    /// The number printed before it.
    public var index: Int?
    /// `pc`, `ra`, `async`, `omitted` or `truncated`.
    public var kind: String?
    /// The address, `0x…`.
    public var address: String?
    /// The function, demangled where the text has it so.
    public var function: String?
    /// The offset in the function, in bytes.
    public var offset: Int?
    /// The image (executable or library).
    public var image: String?
    /// The source file.
    public var file: String?
    /// The line, from 1.
    public var line: Int?
    /// The column, from 1.
    public var column: Int?
    /// Whether the frame was inlined.
    public var inlined: Bool

    /// A frame of which nothing is known yet.
    public init() {
        self.inlined = false
    }
}

extension CrashThread: Codable {}
extension CrashFrame: Codable {}
