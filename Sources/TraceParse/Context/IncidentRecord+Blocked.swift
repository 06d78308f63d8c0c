extension IncidentRecord {
    /// The innermost of the program's own frames of a goroutine, as an index into `frames`: where
    /// it stands, whatever it waits in; `nil` where it has none.
    package func innermostOwnFrame(of goroutine: GoroutineRecord) -> Int? {
        if goroutine.ownFrame != GoroutineRecord.notTold {
            return goroutine.ownFrame < 0 ? nil : Int(goroutine.firstFrame + goroutine.ownFrame)
        }
        let text = arena.span
        for frame in goroutine.frames where GoOwnership.isOwn(text, frames[frame]) { return frame }
        return nil
    }
}
