extension IncidentRecord {
    /// Whether the frame of an index is the program's own: not of the standard library, of a module
    /// in the cache or vendored.
    package func isOwn(frame index: Int) -> Bool {
        GoOwnership.isOwn(arena.span, frames[index])
    }
}
