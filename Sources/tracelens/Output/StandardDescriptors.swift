internal import SystemPackage

/// The three descriptors that every process is given, or should be.
enum StandardDescriptors {
    /// Fills those that are closed, so that no file opened later takes their place.
    ///
    /// What fills them is good for the other direction only: using one still fails.
    static func fill() {
        fill(.standardInput, with: .writeOnly)
        fill(.standardOutput, with: .readOnly)
        fill(.standardError, with: .readOnly)
    }

    /// A new descriptor is the lowest that is free.
    private static func fill(_ descriptor: FileDescriptor, with mode: FileDescriptor.AccessMode) {
        guard (try? Stat(descriptor)) == nil else { return }
        _ = try? FileDescriptor.open("/dev/null", mode)
    }
}
