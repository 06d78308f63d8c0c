import Testing

@testable import TraceParse

/// The own texts of panics, throws and traps.
struct ErrorMessageTests {
    // swift-format-ignore
    static let panics: [(String, String)] = [
        ("runtime error: invalid memory address or nil pointer dereference", "nil_dereference"),
        ("runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47a432]", "nil_dereference"),
        ("runtime error: invalid memory address or nil pointer dereference [recovered]", "nil_dereference"),
        ("runtime error: invalid memory address or nil pointer dereference [recovered, repanicked]", "nil_dereference"),
        ("value method example.com/acme/pricing.Flat.Total called using nil *Flat pointer", "nil_dereference"),
        ("runtime error: index out of range [5] with length 3", "index_out_of_range"),
        ("runtime error: index out of range [-1]", "index_out_of_range"),
        ("runtime error: slice bounds out of range [:5] with length 3", "index_out_of_range"),
        ("runtime error: slice bounds out of range [:5] with capacity 3", "index_out_of_range"),
        ("runtime error: slice bounds out of range [5:3]", "index_out_of_range"),
        ("runtime error: slice bounds out of range [::5] with length 3", "index_out_of_range"),
        ("runtime error: cannot convert slice with length 2 to array or pointer to array with length 4", "index_out_of_range"),
        ("runtime error: integer divide by zero", "divide_by_zero"),
        ("runtime error: integer overflow", "overflow"),
        ("interface conversion: interface {} is pricing.Flat, not *pricing.Tiered", "type_assertion"),
        ("interface conversion: string is not pricing.Quote: missing method Total", "type_assertion"),
        ("interface conversion: interface is nil, not io.Reader", "type_assertion"),
        ("assignment to entry in nil map", "nil_map_write"),
        ("send on closed channel", "closed_channel"),
        ("close of closed channel", "closed_channel"),
        ("close of nil channel", "closed_channel"),
        ("concurrent map writes", "concurrent_map"),
        ("concurrent map read and map write", "concurrent_map"),
        ("concurrent map iteration and map write", "concurrent_map"),
        ("all goroutines are asleep - deadlock!", "deadlock"),
        ("no goroutines (main called runtime.Goexit) - deadlock!", "deadlock"),
        ("stack overflow", "stack_overflow"),
        ("runtime: goroutine stack exceeds 1000000000-byte limit", "stack_overflow"),
        ("out of memory", "out_of_memory"),
        ("runtime: out of memory: cannot allocate 4194304-byte block (905576448 in use)", "out_of_memory"),
        ("runtime: cannot allocate memory", "out_of_memory"),
        ("sync: unlock of unlocked mutex", "unlock_of_unlocked"),
        ("sync: RUnlock of unlocked RWMutex", "unlock_of_unlocked"),
        ("sync: Unlock of unlocked RWMutex", "unlock_of_unlocked"),
        ("sync: negative WaitGroup counter", "negative_waitgroup"),
        ("unexpected fault address 0xdeadbeef", "bad_pointer"),
        ("fault", "bad_pointer"),
        ("unexpected signal during runtime execution", "bad_pointer"),
        ("found bad pointer in Go heap", "bad_pointer"),
        ("checkptr: misaligned pointer conversion", "bad_pointer"),
        ("[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47a432]", "bad_pointer"),
        ("SIGSEGV: segmentation violation", "bad_pointer"),
        ("[signal SIGBUS: bus error code=0x2 addr=0x7f0000 pc=0x47a432]", "bad_pointer"),
        ("[signal SIGILL: illegal instruction code=0x2 addr=0x7f0000 pc=0x47a432]", "signal"),
        ("panic called with nil argument", "explicit_panic"),
        ("panic called with nil argument (use GODEBUG=panicnil=1 to disable)", "explicit_panic"),
        ("runtime error: makeslice: len out of range", "other"),
        ("runtime error: makechan: size out of range", "other"),
        ("runtime error: negative shift amount", "other"),
        ("runtime error: hash of unhashable type []int", "other"),
        ("runtime error: comparing uncomparable type func()", "other"),
        ("thread exhaustion", "other"),
        ("runtime: program exceeds 10000-thread limit", "other"),
        ("runtime: failed to create new OS thread (have 2 already; errno=11)", "other"),
        ("panic recovered: assignment to entry in nil map", "nil_map_write"),
        (#"{"error":"assignment to entry in nil map","level":"error","message":"handler failed"}"#, "nil_map_write"),
        (#"Observed a panic: "assignment to entry in nil map" (assignment to entry in nil map)"#, "nil_map_write"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe", "broken_pipe"),
        ("write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe [recovered]", "broken_pipe"),
        ("send: write tcp 10.0.0.1:80->10.0.0.2:5: i/o timeout", "timeout"),
        ("commit: disk full\nunexpected EOF", "eof"),
        ("EOF", "eof"),
        ("http: Server closed", "closed_connection"),
        ("listen tcp :8080: bind: address already in use", "address_in_use"),
        ("listen tcp :80: bind: permission denied", "other"),
        ("net/http: abort Handler", "canceled"),
        ("rpc error: code = Unavailable desc = transport is closing", "eof"),
        ("Connection errors: SingleConnectionFailure(target: [IPv4]127.0.0.1/127.0.0.1:1, error: connection reset (error set): Connection refused) (errno: 111))", "connection_refused"),
        ("send: Broken pipe (errno: 7)", "broken_pipe"),
        ("main.Failure{Op:\"put\", Err:write tcp 10.0.0.1:80->10.0.0.2:5: write: broken pipe}", "broken_pipe"),
    ]

    // swift-format-ignore
    static let ownTexts = [
        "order 17 rejected: inventory service returned no stock",
        "transaction aborted:\n  step 1: ok\n\n  step 2: failed",
        "upstream said: panic: boom",
        "test timed out after 1s",
        "cannot reach broker kafka-1:9092",
        "we saw a broken pipe in the kitchen",
        "connection refused by the doorman",
        "decode \"ab\": httpkit: short body",
        "(*pricing.Opaque) 0xc000012345",
        "+1.5e+02", "",
        "yaml: line 3: found character that cannot start any token",
        "the docs say index out of range is fine",
        "goroutine 7 [running]:\nmain.main()\n\t/app/main.go:7 +0x1d",
    ]

    @Test(arguments: panics)
    func `reads the text of a panic`(text: String, name: String) throws {
        #expect(try ErrorProbe(text).message()?.errorClass.rawValue == name)
    }

    @Test(arguments: ownTexts)
    func `leaves the program's own text alone`(text: String) throws {
        #expect(try ErrorProbe(text).message() == nil)
    }

    @Test func `reads the ends of a connection in a panic`() throws {
        let probe = ErrorProbe(
            "\tsend: write tcp 10.0.0.1:80-\\u003e10.0.0.2:5: write: broken pipe\n"
        )
        let reading = try #require(try probe.message())
        #expect(
            probe.facts(reading).description
                == "broken_pipe | write | tcp | 10.0.0.1:80 | 10.0.0.2:5 | -"
        )
        #expect(probe.string(reading.expression).hasPrefix("send: write tcp"))
        #expect(probe.string(reading.core).hasPrefix("write tcp"))
        #expect(reading.language == .go)
    }

    // swift-format-ignore
    static let traps: [(String, String?)] = [
        ("Unexpectedly found nil while unwrapping an Optional value", "unwrapped_nil"),
        ("Unexpectedly found nil while implicitly unwrapping an Optional value", "unwrapped_nil"),
        ("Index out of range", "index_out_of_range"),
        ("Negative Array index is out of range", "index_out_of_range"),
        ("String index is out of bounds", "index_out_of_range"),
        ("Range requires lowerBound <= upperBound", "index_out_of_range"),
        ("Division by zero", "divide_by_zero"),
        ("Division by zero in remainder operation", "divide_by_zero"),
        ("Swift runtime failure: arithmetic overflow", "overflow"),
        ("Not enough bits to represent the passed value", "overflow"),
        ("Double value cannot be converted to Int because it is either infinite or NaN", "overflow"),
        ("Could not cast value of type 'Swift.Int' (0x7fd783bd) to 'Swift.String' (0x7fd783be).", "type_assertion"),
        ("Simultaneous accesses to 0x55ba564c, but modification requires exclusive access.", "exclusivity"),
        ("Attempted to read an unowned reference but object 0x55ba564c was already deallocated", "use_after_free"),
        ("SWIFT TASK CONTINUATION MISUSE: load() leaked its continuation without resuming it.", "concurrency_misuse"),
        ("SWIFT TASK CONTINUATION MISUSE: load() tried to resume its continuation more than once, returning 7!", "concurrency_misuse"),
        ("Incorrect actor executor assumption; expected 'isolation.Vault' executor.", "concurrency_misuse"),
        ("leaking promise created at (file: \"a.swift\", line: 7)", "concurrency_misuse"),
        ("Bad pointer dereference at 0x0000000000000000", "bad_pointer"),
        ("Precondition failed", "precondition"),
        ("Precondition failed: stock is never negative", "precondition"),
        ("Assertion failed: stock is never negative", "assertion"),
        ("'try!' expression unexpectedly raised an error: OrderError.missing", "uncaught_error"),
        ("Error raised at top level: OrderError.missing", "uncaught_error"),
        ("Error raised at top level: Connection errors: SingleConnectionFailure(target: [IPv4]127.0.0.1/127.0.0.1:1, error: connection reset (error set): Connection refused) (errno: 111))", "connection_refused"),
        ("'try!' expression unexpectedly raised an error: read(descriptor:pointer:size:): Connection reset by peer) (errno: 104)", "connection_reset"),
        ("'try!' expression unexpectedly raised an error: HTTPClientError.readTimeout", "timeout"),
        ("no stock for sku-7", nil),
        ("upstream: Connection refused", nil),
        ("write: Broken pipe (errno: 32)", nil),
    ]

    @Test(arguments: traps)
    func `reads the text of a trap`(text: String, name: String?) throws {
        #expect(try ErrorProbe(text).trap()?.errorClass.rawValue == name)
    }
}
