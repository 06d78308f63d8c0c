/// Whether a frame is the program's own, and which frames lead: its origin and its handler.
///
/// Own is what is not of the standard library (known by name, so that it holds for trimmed paths),
/// not of a module in the cache (`…@version`), and not vendored.
enum GoOwnership {
    /// Whether a frame is the program's own.
    static func isOwn(_ text: Span<UInt8>, _ frame: FrameRecord) -> Bool {
        let function = frame.function.range
        guard !function.isEmpty, !isRuntime(text, function) else { return false }
        if !frame.file.isEmpty, isDependency(text, frame.file.range) { return false }
        let path = GoPackage.path(text, of: function)
        guard path.upperBound < function.upperBound, path.lowerBound < path.upperBound else {
            return isOwnByFile(text, frame)
        }
        return !GoStandardLibrary.contains(text, GoPackage.firstElement(text, of: path))
    }

    /// `panic`, `gopanic` and the runtime's entry, which some loggers print without a package.
    private static func isRuntime(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        let names: [StaticString] = ["panic", "gopanic", "sigpanic", "goexit"]
        return names.contains { text.same($0, as: function) }
    }

    private static func isDependency(_ text: Span<UInt8>, _ file: Range<Int>) -> Bool {
        text.firstRange(of: "/vendor/", in: file) != nil
            || text.has("vendor/", at: file.lowerBound, before: file.upperBound)
            || ByteScan.firstIndex(of: ASCII.at, in: text, file) != nil
    }

    /// A function without its package (gin and zerolog print them so) is told by its file: one of
    /// the standard library stands below `src/`, and bare names of the runtime's files are known.
    private static func isOwnByFile(_ text: Span<UInt8>, _ frame: FrameRecord) -> Bool {
        let file = frame.file.range
        guard !file.isEmpty else { return true }
        if let source = text.firstRange(of: "/src/", in: file) {
            let element = GoPackage.firstElement(text, of: source.upperBound..<file.upperBound)
            return !GoStandardLibrary.contains(text, element)
        }
        let runtimeFiles: [StaticString] = [
            "panic.go", "proc.go", "signal_unix.go", "signal_windows.go", "map.go", "map_faststr.go",
            "runtime_faststr_swiss.go", "runtime_fast64_swiss.go", "iface.go", "chan.go", "slice.go",
            "asm_amd64.s", "asm_arm64.s", "error.go",
        ]
        return !runtimeFiles.contains { text.same($0, as: file) }
    }

    /// Finds the origin and the handler of a stack and notes them in the record.
    static func markLeading(_ record: inout IncidentRecord, in goroutine: GoroutineRecord) {
        guard let leading = leading(record, in: goroutine) else { return }
        record.originFrame = Int32(leading.origin)
        record.handlerFrame = Int32(leading.handler)
    }

    private static func leading(
        _ record: IncidentRecord, in goroutine: GoroutineRecord
    ) -> (origin: Int, handler: Int)? {
        let text = record.arena.span
        let frames = goroutine.frames
        var start = frames.lowerBound
        for index in frames where isPanic(text, record.frames[index].function.range) {
            start = index + 1
        }
        guard let origin = (start..<max(start, frames.upperBound)).first(where: {
            isOwn(text, record.frames[$0])
        }) else { return nil }
        var handler = origin
        while handler + 1 < frames.upperBound, isOwn(text, record.frames[handler + 1]) {
            handler += 1
        }
        return (origin, handler)
    }

    /// Whether a frame is where a panic begins to unwind.
    static func isPanic(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        let names: [StaticString] = ["panic", "runtime.gopanic", "runtime.sigpanic", "gopanic"]
        return names.contains { text.same($0, as: function) }
    }
}
