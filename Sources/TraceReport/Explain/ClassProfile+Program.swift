import TraceParse

extension ClassProfile {
    /// Faults of the program itself.
    static let program: [ClassProfile] = [
        ClassProfile(
            errorClass: .nilDereference,
            meaning: "A nil pointer was dereferenced, in Go.",
            texts: ["`invalid memory address or nil pointer dereference`"],
            advice: "The topmost frame of one's own has the variable.",
            causes: [.programFault, .processCrash],
            sources: ["Go runtime/panic.go"]
        ),
        ClassProfile(
            errorClass: .indexOutOfRange,
            meaning: "An index or a slice bound lies outside.",
            texts: [
                .go("`index out of range [5] with length 3`, `slice bounds out of range`"),
                .swift("`Index out of range`"),
            ],
            advice: "Check the length before; mind empty input.",
            causes: [.programFault],
            sources: ["Go runtime/error.go"]
        ),
        ClassProfile(
            errorClass: .overflow,
            meaning: "Arithmetic overflowed.",
            texts: [.swift("`arithmetic overflow`, a trap without a text")],
            advice: "Use wider types, or `&+` where wrapping is meant.",
            causes: [.programFault],
            sources: ["The Swift Programming Language: Advanced Operators"]
        ),
        ClassProfile(
            errorClass: .divideByZero,
            meaning: "A number was divided by zero.",
            texts: [.go("`integer divide by zero`"), .swift("`Division by zero`")],
            advice: "Check the divisor where it comes in.",
            causes: [.programFault],
            sources: ["Go runtime/panic.go"]
        ),
        ClassProfile(
            errorClass: .typeAssertion,
            meaning: "A value is not of the type that it was taken for.",
            texts: [
                .go("`interface conversion: … is A, not B`"),
                .swift("`Could not cast value of type`"),
            ],
            advice: "Ask first: Go `v, ok := x.(T)`, Swift `as?`.",
            causes: [.programFault],
            sources: ["Go runtime/error.go"]
        ),
        ClassProfile(
            errorClass: .nilMapWrite,
            meaning: "A value was assigned to an entry of a nil map.",
            texts: ["`assignment to entry in nil map`"],
            advice: "`make` the map where it is declared.",
            causes: [.programFault],
            sources: ["Go runtime/map.go"]
        ),
        ClassProfile(
            errorClass: .closedChannel,
            meaning: "A channel was used after it was closed, or closed again.",
            texts: ["`send on closed channel`, `close of closed channel`"],
            advice: "Only the sender closes, once.",
            causes: [.programFault],
            sources: ["Go runtime/chan.go"]
        ),
        ClassProfile(
            errorClass: .concurrentMap,
            meaning: "A map was used by goroutines at the same time; the runtime ends the process.",
            texts: ["`fatal error: concurrent map writes`, `concurrent map read and map write`"],
            advice: "A mutex or `sync.Map`; look for more with `-race`.",
            causes: [.processCrash, .programFault],
            sources: ["Go runtime/map.go"]
        ),
        ClassProfile(
            errorClass: .dataRace,
            meaning: "The race detector found two accesses without order.",
            texts: [.go("`WARNING: DATA RACE`"), "ThreadSanitizer's report"],
            advice: "Order the two accesses that it names: a mutex, a channel, an actor.",
            causes: [.programFault],
            sources: ["Go race detector documentation"]
        ),
        ClassProfile(
            errorClass: .deadlock,
            meaning: "All goroutines wait.",
            texts: ["`all goroutines are asleep - deadlock!`"],
            advice: "Read for each goroutine what it waits for.",
            causes: [.processCrash, .programFault],
            sources: ["Go runtime/proc.go: checkdead"]
        ),
        ClassProfile(
            errorClass: .stackOverflow,
            meaning: "A stack grew past its limit: mostly an endless recursion.",
            texts: [
                .go("`goroutine stack exceeds 1000000000-byte limit`"),
                .swift("a bad pointer under a thousand equal frames"),
            ],
            advice: "The frame that repeats has the recursion.",
            causes: [.processCrash, .programFault],
            sources: ["Go runtime/stack.go"]
        ),
        ClassProfile(
            errorClass: .outOfMemory,
            meaning: "Memory could not be had.",
            texts: ["`runtime: out of memory`, `cannot allocate memory`"],
            advice: "Find what grows before raising the limit.",
            causes: [.memoryPressure, .processCrash],
            sources: ["Go runtime/malloc.go", "mmap(2)"]
        ),
        ClassProfile(
            errorClass: .unlockOfUnlocked,
            meaning: "A lock was unlocked that nobody held.",
            texts: ["`sync: unlock of unlocked mutex`"],
            advice: "`defer` the unlock right after the lock.",
            causes: [.processCrash, .programFault],
            sources: ["Go sync/mutex.go"]
        ),
        ClassProfile(
            errorClass: .negativeWaitGroup,
            meaning: "A wait group's counter fell below zero.",
            texts: ["`sync: negative WaitGroup counter`"],
            advice: "`Add` before the goroutine starts, one `Done` for each.",
            causes: [.programFault],
            sources: ["Go sync/waitgroup.go"]
        ),
        ClassProfile(
            errorClass: .badPointer,
            meaning: "Memory was touched that is not there (SIGSEGV).",
            texts: [
                "`SIGSEGV`", .go("`fatal error: fault`"), .swift("`Bad pointer dereference`"),
            ],
            advice: "Unsafe code, C code, or a data race: run with a sanitizer.",
            causes: [.processCrash, .programFault],
            sources: ["signal(7)"]
        ),
        ClassProfile(
            errorClass: .useAfterFree,
            meaning: "Memory was used after it was freed.",
            texts: ["AddressSanitizer `heap-use-after-free`"],
            advice: "The report names who freed it.",
            causes: [.programFault],
            sources: ["AddressSanitizer documentation"]
        ),
        ClassProfile(
            errorClass: .unwrappedNil,
            meaning: "An optional without a value was unwrapped, in Swift.",
            texts: ["`Unexpectedly found nil while unwrapping an Optional value`"],
            advice: "`guard let`, or make the value non-optional where it comes from.",
            causes: [.processCrash, .programFault],
            sources: ["The Swift Programming Language: Optional Chaining"]
        ),
        ClassProfile(
            errorClass: .precondition,
            meaning: "A precondition did not hold.",
            texts: [
                "`Fatal error: precondition failed`, `Range requires lowerBound <= upperBound`"
            ],
            advice: "The caller broke the rule that the text names.",
            causes: [.processCrash, .programFault],
            sources: ["Swift precondition(_:_:)"]
        ),
        ClassProfile(
            errorClass: .assertion,
            meaning: "An assertion did not hold; only debug builds check it.",
            texts: ["`Assertion failed`"],
            advice: "The program's own idea of its state is wrong there.",
            causes: [.processCrash, .programFault],
            sources: ["Swift assert(_:_:)"]
        ),
        ClassProfile(
            errorClass: .exclusivity,
            meaning: "Two accesses to a variable overlapped.",
            texts: ["`Simultaneous accesses to 0x…, but modification requires exclusive access`"],
            advice: "Copy the value first, or end one access before the other begins.",
            causes: [.processCrash, .programFault],
            sources: ["Swift Evolution SE-0176"]
        ),
        ClassProfile(
            errorClass: .concurrencyMisuse,
            meaning: "A continuation, a task or a promise was misused.",
            texts: ["`SWIFT TASK CONTINUATION MISUSE`, `leaking promise`"],
            advice: "Resume each continuation exactly once, on every path.",
            causes: [.programFault],
            sources: ["Swift Evolution SE-0300"]
        ),
        ClassProfile(
            errorClass: .uncaughtError,
            meaning: "An error left `main`, or a `try!`.",
            texts: [
                "`Error raised at top level`, `'try!' expression unexpectedly raised an error`"
            ],
            advice: "Handle that error, or say what it means before the end.",
            causes: [.processCrash, .programFault],
            sources: ["Swift Error documentation"]
        ),
        ClassProfile(
            errorClass: .signal,
            meaning: "A signal ended the process, or made it print its goroutines (SIGQUIT).",
            texts: [
                .go("`SIGQUIT: quit`"), .swift("`Program crashed`"), "exit status of 128 and more",
            ],
            advice: "SIGQUIT is somebody's question, no failure; SIGKILL may be the memory's end.",
            causes: [.processCrash, .memoryPressure],
            sources: ["signal(7)", "Go os/signal"]
        ),
        ClassProfile(
            errorClass: .explicitPanic,
            meaning: "The program gave up by itself.",
            texts: [.go("`panic: …`, `log.Panic`"), .swift("`Fatal error: …`")],
            advice: "Its own text says what it could not go on with.",
            causes: [.programFault, .processCrash],
            sources: ["Go builtin: panic"]
        ),
        ClassProfile(
            errorClass: .other,
            meaning: "A fault or failure that no other class names.",
            texts: ["`makeslice: len out of range`, `thread exhaustion`, an error with a stack"],
            advice: "Read the text and the topmost own frame.",
            causes: [.programFault, .unknown],
            sources: ["Go runtime"]
        ),
    ]
}
