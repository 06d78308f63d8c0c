/// Whether a frame of a Swift crash is the program's own, and which frames lead.
///
/// Not own is what belongs to the runtime, the standard library, the system or a checkout of a
/// dependency. Thunks and what the compiler generated belong to nobody: they neither lead nor end
/// a run of own frames, and the preset `friendly` leaves them out.
enum SwiftOwnership {
    /// Whose a frame is.
    static func owner(_ text: Span<UInt8>, _ frame: CrashFrameRecord) -> CrashFrameOwner {
        let function = frame.function.range
        guard !frame.kind.isGap, !function.isEmpty, !text.same("<unavailable>", as: function)
        else { return .nobody }
        if isSystemImage(text, frame.image.range) || isRuntime(text, function) { return .other }
        if frame.isHidden { return .nobody }
        let file = frame.file.range
        if file.isEmpty { return isStandardType(text, function) ? .other : .program }
        if text.has("<compiler-generated>", endingAt: file.upperBound, after: file.lowerBound) {
            return .nobody
        }
        return isDependency(text, file) ? .other : .program
    }

    private static func isDependency(_ text: Span<UInt8>, _ file: Range<Int>) -> Bool {
        holdsDependency(text, file)
            || text.has("/usr/", at: file.lowerBound, before: file.upperBound)
            || text.has("./", at: file.lowerBound, before: file.upperBound)
            || text.has("../sysdeps/", at: file.lowerBound, before: file.upperBound)
    }

    /// Whether one of a path's folders is a dependency's.
    private static func holdsDependency(_ text: Span<UInt8>, _ file: Range<Int>) -> Bool {
        var position = file.lowerBound
        while position < file.upperBound,
            let slash = ByteScan.firstIndex(of: ASCII.slash, in: text, position..<file.upperBound)
        {
            if dependencies.contains(where: { text.has($0, at: slash, before: file.upperBound) }) {
                return true
            }
            position = slash + 1
        }
        return false
    }

    private static let dependencies: [StaticString] = [
        "/checkouts/", "/stdlib/public/", "/swift-corelibs-", "/sysdeps/", "/nptl/", "/csu/",
    ]

    /// The system's libraries by their names.
    private static func isSystemImage(_ text: Span<UInt8>, _ image: Range<Int>) -> Bool {
        systemImages.contains { text.has($0, at: image.lowerBound, before: image.upperBound) }
    }

    private static let systemImages: [StaticString] = [
        "libswift", "libc.so", "libc.musl", "libc++", "libstdc++", "libdispatch", "libpthread",
        "libm.so", "ld-linux", "ld-musl", "libFoundation", "lib_Foundation", "libBlocksRuntime",
        "libsystem_", "libobjc", "dyld", "libgcc_s", "[vdso]", "linux-vdso", "Foundation",
        "CoreFoundation", "UIKitCore", "AppKit", "GraphicsServices", "libxpc", "libXCTest",
    ]

    /// Functions of the runtime and the system, which a statically linked image holds too.
    private static func isRuntime(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        let start = startOfName(text, function)
        return runtime.contains { text.has($0, at: start, before: function.upperBound) }
            || system.contains { text.same($0, as: start..<function.upperBound) }
    }

    /// Where the name begins of the function that closures and thunks belong to.
    private static func startOfName(_ text: Span<UInt8>, _ function: Range<Int>) -> Int {
        var start = function.lowerBound
        for _ in 0..<16 {
            let before = start
            if text.has("closure #", at: start, before: function.upperBound)
                || text.has("implicit closure #", at: start, before: function.upperBound),
                let found = text.firstRange(of: " in ", in: start..<function.upperBound)
            {
                start = found.upperBound
            }
            for prefix in prefixes where text.has(prefix, at: start, before: function.upperBound) {
                start += prefix.utf8CodeUnitCount
            }
            if start == before { break }
        }
        return start
    }

    private static let runtime: [StaticString] = [
        "_assertionFailure(", "_fatalErrorMessage(", "assertionFailure(", "fatalError(",
        "preconditionFailure(", "precondition(", "assert(", "_preconditionFailure(",
        "Swift runtime failure: ", "swift_", "_swift_", "swift::", "_dispatch_", "dispatch_",
        "__libc_", "start_thread", "__clone", "__pthread_", "pthread_", "__GI_", "__restore_rt",
        "completeTask", "$ss", "$sS", "__futex_", "_diagnoseUnexpected", "_StringGuts", "__cxa_",
        "std::", "_Concurrency.", "Swift.", "Backtrace.", "__sigaction",
    ]

    private static let system: [StaticString] = [
        "abort", "raise", "clone", "clone3", "syscall", "killpg", "tgkill", "_start", "gsignal",
        "epoll_wait", "sigsuspend",
    ]

    private static let prefixes: [StaticString] = [
        "specialized ", "generic specialization ", "partial apply for ", "static ", "merged ",
        "outlined ", "thunk for ", "@objc ",
    ]

    /// Types of the standard library, whose functions a program's image holds without a place.
    private static func isStandardType(_ text: Span<UInt8>, _ function: Range<Int>) -> Bool {
        let start = startOfName(text, function)
        return standardTypes.contains { type in
            let end = start + type.utf8CodeUnitCount
            guard text.has(type, at: start, before: function.upperBound), end < function.upperBound
            else { return false }
            return text[end] == ASCII.dot || text[end] == ASCII.less
        }
    }

    private static let standardTypes: [StaticString] = [
        "Array", "ArraySlice", "ContiguousArray", "_ContiguousArrayBuffer", "_ArrayBuffer",
        "Dictionary", "Set", "String", "Substring", "Character", "Optional", "Result", "Int",
        "UInt", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64",
        "Double", "Float", "Bool", "Range", "ClosedRange", "Sequence", "Collection",
        "BidirectionalCollection", "RandomAccessCollection", "MutableCollection",
        "RangeReplaceableCollection", "LazySequence", "UnsafePointer", "UnsafeMutablePointer",
        "UnsafeBufferPointer", "UnsafeMutableBufferPointer", "UnsafeRawPointer",
        "UnsafeMutableRawPointer", "UnsafeRawBufferPointer", "Unmanaged", "Task", "TaskGroup",
        "ThrowingTaskGroup", "CheckedContinuation", "UnsafeContinuation", "BinaryInteger",
        "FixedWidthInteger", "SignedInteger", "UnsignedInteger",
    ]

    // MARK: - Which lead

    /// The thread that failed: the first that crashed and has an own frame, else the first that
    /// crashed, else the first; and its own frames that lead.
    static func leading(
        _ record: borrowing IncidentRecord
    ) -> (thread: Int, run: (origin: Int, handler: Int)?)? {
        var crashed: Int?
        for index in record.threads.indices where record.threads[index].crashed {
            if crashed == nil { crashed = index }
            if let run = run(record, in: record.threads[index]) { return (index, run) }
        }
        return (crashed ?? record.threads.indices.first).map { ($0, nil) }
    }

    /// The first own frame of a thread and the last of the run that begins there, by their index
    /// among the record's crash frames.
    private static func run(
        _ record: borrowing IncidentRecord,
        in thread: CrashThreadRecord
    ) -> (origin: Int, handler: Int)? {
        let text = record.arena.span
        var found: (origin: Int, handler: Int)?
        for index in thread.frames {
            // A frame is not copied for the one byte of it that tells.
            let told = record.crashFrames[index].owner
            switch told == .notTold ? owner(text, record.crashFrames[index]) : told {
            case .program: found = (found?.origin ?? index, index)
            case .other where found != nil: return found
            case .nobody where found != nil && record.crashFrames[index].kind.isGap: return found
            default: break
            }
        }
        return found
    }
}
