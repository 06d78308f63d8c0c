/// The prefix of `kubectl logs --prefix`.
///
///     line = [ colour ] "[pod/" pod "/" container "]" [ colour ] ( SP text / end )
///
/// With `--timestamps` a time follows.
enum KubectlLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        head.takeColours(text)
        guard head.take("[pod/", text) else { return nil }
        let pod =
            head.position..<KubernetesName.endOfPod(text, at: head.position, before: line.stop)
        head.go(to: pod.upperBound)
        guard !pod.isEmpty, head.take(ASCII.slash, text) else { return nil }
        let container =
            head.position..<KubernetesName.endOfLabel(text, at: head.position, before: line.stop)
        head.go(to: container.upperBound)
        guard !container.isEmpty, head.take(ASCII.rightBracket, text) else { return nil }
        head.takeColours(text)
        guard head.takeSpaceOrEnd(text) else { return nil }
        var found = WrappedLine(.kubectl, payload: head.rest, end: line.end)
        found.identity.append(pod)
        found.identity.append(container)
        found.takeTime(text, line)
        return found
    }
}
