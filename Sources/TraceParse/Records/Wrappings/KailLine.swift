/// The prefix of kail.
///
///     line = [ colour ] namespace "/" pod "[" container "]" [ colour ] [ colour ] ": " [ colour ] text
///
/// A tag of a program's own may look like it, so the pod's name must be one that a controller
/// made, be coloured, or stand before a line nearby too.
enum KailLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        var isColoured = head.takeColours(text)
        let namespace =
            head.position..<KubernetesName.endOfLabel(text, at: head.position, before: line.stop)
        head.go(to: namespace.upperBound)
        guard !namespace.isEmpty, head.take(ASCII.slash, text) else { return nil }
        let pod =
            head.position..<KubernetesName.endOfPod(text, at: head.position, before: line.stop)
        head.go(to: pod.upperBound)
        guard !pod.isEmpty, head.take(ASCII.leftBracket, text) else { return nil }
        let container =
            head.position..<KubernetesName.endOfLabel(text, at: head.position, before: line.stop)
        head.go(to: container.upperBound)
        guard !container.isEmpty, head.take(ASCII.rightBracket, text) else { return nil }
        if head.takeColours(text) { isColoured = true }
        guard head.take(ASCII.colon, text), head.takeSpaceOrEnd(text) else { return nil }
        head.takeColours(text)
        guard
            isColoured || KubernetesName.isGenerated(text, pod)
                || NeighbourLines.anyBegins(
                    text,
                    with: line.start..<container.upperBound,
                    around: line
                )
        else { return nil }
        var found = WrappedLine(.kail, payload: head.rest, end: line.end)
        for name in [namespace, pod, container] { found.identity.append(name) }
        found.takeTime(text, line)
        return found
    }
}
