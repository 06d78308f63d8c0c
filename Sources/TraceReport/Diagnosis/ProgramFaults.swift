import TraceParse

/// The classes that mean a fault of the program; a class of a user's own pattern may mean anything.
enum ProgramFaults {
    static let classes: Set<ErrorClass> = [
        .nilDereference, .indexOutOfRange, .overflow, .divideByZero, .typeAssertion, .nilMapWrite,
        .closedChannel, .concurrentMap, .dataRace, .deadlock, .stackOverflow, .unlockOfUnlocked,
        .negativeWaitGroup, .badPointer, .useAfterFree, .unwrappedNil, .precondition, .assertion,
        .exclusivity, .concurrencyMisuse, .uncaughtError, .explicitPanic, .other,
    ]
}
