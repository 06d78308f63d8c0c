/// The prefix of `kubectl logs --prefix`, and of kubetail.
///
///     line = [ colour ] "[pod/" pod "/" container "]" [ colour ] ( SP text / end )
///          / [ colour ] "[" pod [ SP container ] "]" [ colour ] ( SP text / end )
///
/// kubetail's pod must have a name that a controller made. With `--timestamps` a time follows.
enum KubectlLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        head.takeColours(text)
        guard head.take(ASCII.leftBracket, text) else { return nil }
        let isKubectl = head.take("pod/", text)
        let pod =
            head.position..<KubernetesName.endOfPod(text, at: head.position, before: line.stop)
        head.go(to: pod.upperBound)
        guard !pod.isEmpty, isKubectl || KubernetesName.isGenerated(text, pod) else { return nil }
        let hasContainer = head.take(isKubectl ? ASCII.slash : ASCII.space, text)
        let container =
            head.position..<KubernetesName.endOfLabel(text, at: head.position, before: line.stop)
        head.go(to: container.upperBound)
        guard hasContainer ? !container.isEmpty : container.isEmpty && !isKubectl,
            head.take(ASCII.rightBracket, text)
        else { return nil }
        head.takeColours(text)
        guard head.takeSpaceOrEnd(text) else { return nil }
        var found = WrappedLine(.kubectl, payload: head.rest, end: line.end)
        found.identity.append(pod)
        found.identity.append(container)
        found.takeTime(text, line)
        return found
    }
}
