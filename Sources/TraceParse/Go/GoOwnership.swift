/// Whether a frame is the program's own, and which frames lead: its origin and its handler.
///
/// Own is what is not of the standard library (known by name, so that it holds for trimmed paths),
/// not of a module in the cache (`…@version`), and not vendored.
enum GoOwnership {
    /// Whether a frame is the program's own.
    static func isOwn(_ text: Span<UInt8>, _ frame: FrameRecord) -> Bool {
        let function = frame.function.range
        guard !function.isEmpty, !isRuntime(text, function), !isOfRuntime(text, function) else {
            return false
        }
        if !frame.file.isEmpty, isDependency(text, frame.file.range) { return false }
        let path = GoPackage.path(text, of: function)
        guard path.upperBound < function.upperBound, path.lowerBound < path.upperBound else {
            return isOwnByFile(text, frame)
        }
        return !GoStandardLibrary.contains(text, GoPackage.firstElement(text, of: path))
    }

    /// `panic`, `gopanic` and the runtime's entry, which some loggers print without a package.
    private static func isRuntime(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        switch function.count {
        case 5: text.same("panic", as: function)
        case 6: text.same("goexit", as: function)
        case 7: text.same("gopanic", as: function)
        case 8: text.same("sigpanic", as: function)
        default: false
        }
    }

    /// A function of the package `runtime`, which most frames that are asked about are of; the longer
    /// questions would come to the same.
    private static func isOfRuntime(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        text.has("runtime.", at: function.lowerBound, before: function.upperBound)
            && ByteScan.firstIndex(of: ASCII.slash, in: text, function) == nil
    }

    private static func isDependency(_ text: Span<UInt8>, _ file: Range<Int>) -> Bool {
        ByteScan.firstIndex(of: ASCII.at, in: text, file) != nil
            || text.has("vendor/", at: file.lowerBound, before: file.upperBound)
            || text.firstRange(of: "/vendor/", in: file) != nil
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
            "panic.go", "proc.go", "signal_unix.go", "signal_windows.go", "map.go",
            "map_faststr.go",
            "runtime_faststr_swiss.go", "runtime_fast64_swiss.go", "iface.go", "chan.go",
            "slice.go",
            "asm_amd64.s", "asm_arm64.s", "error.go",
        ]
        return !runtimeFiles.contains { text.same($0, as: file) }
    }

    /// How many goroutines are looked at for one of the program's own.
    private static let mostLookedAt = 64

    /// Finds the goroutine that failed and notes its origin and handler in the record.
    ///
    /// - Returns: The index of the first goroutine with an own frame, else of the first with any,
    ///   else of the first; `nil` where there is none.
    static func markLeading(_ record: inout IncidentRecord) -> Int? {
        var fallback: Int?
        var looked = 0
        for index in record.goroutines.indices where looked < mostLookedAt {
            let goroutine = record.goroutines[index]
            guard !goroutine.isAncestor, goroutine.frameCount > 0,
                !record.arena.span.same("runtime stack", as: goroutine.state.range)
            else { continue }
            looked += 1
            fallback = fallback ?? index
            if let leading = leading(record, in: goroutine) {
                record.originFrame = Int32(leading.origin)
                record.handlerFrame = Int32(leading.handler)
                return index
            }
            // A panic is that of its first goroutine, own frames or none.
            if lastPanic(record, in: goroutine) != nil { return index }
        }
        return fallback ?? record.goroutines.indices.first
    }

    private static func leading(
        _ record: IncidentRecord,
        in goroutine: GoroutineRecord
    ) -> (origin: Int, handler: Int)? {
        let text = record.arena.span
        let frames = goroutine.frames
        var origin = lastPanic(record, in: goroutine).map { $0 + 1 } ?? frames.lowerBound
        while origin < frames.upperBound, !isOwn(text, record.frames[origin]) { origin += 1 }
        guard origin < frames.upperBound else { return nil }
        var handler = origin
        while handler + 1 < frames.upperBound, isOwn(text, record.frames[handler + 1]) {
            handler += 1
        }
        return (origin, handler)
    }

    /// The outermost frame where a panic begins to unwind.
    static func lastPanic(_ record: IncidentRecord, in goroutine: GoroutineRecord) -> Int? {
        let text = record.arena.span
        return goroutine.frames.last { isPanic(text, record.frames[$0].function.range) }
    }

    /// Whether a frame is where a panic begins to unwind.
    static func isPanic(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        switch function.count {
        case 5: text.same("panic", as: function)
        case 7: text.same("gopanic", as: function)
        case 15: text.same("runtime.gopanic", as: function)
        case 16: text.same("runtime.sigpanic", as: function)
        default: false
        }
    }
}
