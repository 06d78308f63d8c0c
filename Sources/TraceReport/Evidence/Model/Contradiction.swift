/// Two figures that cannot both be true of one moment, or not mean what they seem to.
struct Contradiction: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
        /// Fewer sockets allocated than listed.
        case allocatedBelowStates = "allocated_below_states"
        /// A descriptor above the limit was open.
        case descriptorAboveLimit = "descriptor_above_limit"
        /// More sockets than the limit allows one process.
        case socketsAboveLimit = "sockets_above_limit"
        /// A shell's limit differs from the process's.
        case shellIsNotProcess = "shell_is_not_process"
        /// Lists of the same sockets of different length.
        case totalsDiffer = "totals_differ"
        /// `curl` waited longer than its command allows.
        case waitAboveLimit = "wait_above_limit"
        /// A refused connection, and a listener on that port.
        case refusedButListening = "refused_but_listening"
        /// Lines of lsof taken for descriptors.
        case linesAreNoDescriptors = "lines_are_no_descriptors"
    }

    var kind: Kind
    /// What is said of it, in one sentence without its full stop.
    var statement: Phrase
    /// Where the figures stand.
    var sources: [EvidenceSource]
}
