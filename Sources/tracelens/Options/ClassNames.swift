internal import ArgumentParser
internal import TraceParse

/// The classes that an option may name.
enum ClassNames {
    /// Refuses a class that nothing gives: its option would quietly match nothing.
    ///
    /// - Parameters:
    ///   - names: What the option names.
    ///   - patterns: The patterns of the user's own, whose names are classes too.
    ///   - option: The option, for the message.
    /// - Throws: A `ValidationError` that lists the classes.
    static func validate(
        _ names: [String],
        patterns: [UserPattern],
        option: String
    ) throws {
        let known = builtIn.map(\.rawValue) + patterns.map(\.name)
        for name in names where !known.contains(name) {
            throw ValidationError(
                "\(option): no class is called '\(name)'. The classes are "
                    + known.joined(separator: ", ") + "."
            )
        }
    }

    private static let builtIn: [ErrorClass] = [
        .brokenPipe, .connectionReset, .timeout, .connectionRefused, .connectionAborted,
        .unreachable, .dns, .tls, .eof, .closedConnection, .tooManyOpenFiles, .addressInUse,
        .addressUnavailable, .noBufferSpace, .canceled, .http2Stream, .poolExhausted,
        .nilDereference, .indexOutOfRange, .overflow, .divideByZero, .typeAssertion, .nilMapWrite,
        .closedChannel, .concurrentMap, .dataRace, .deadlock, .stackOverflow, .outOfMemory,
        .unlockOfUnlocked, .negativeWaitGroup, .badPointer, .useAfterFree, .unwrappedNil,
        .precondition, .assertion, .exclusivity, .concurrencyMisuse, .uncaughtError, .signal,
        .explicitPanic, .other,
    ]
}
