/// The prefix of stern: names in colours, of a namespace only where all are shown.
///
///     line = [ colour ] [ namespace SP ] pod [ colour ] SP [ colour ] container [ colour ] SP text
///
/// Nothing but the names' form tells it from prose: the hashes of a deployment's pod or colours do, and
/// of other names a neighbour must vouch, since prose does not begin two lines nearby with the same
/// two such words.
enum SternLine {
    static func read(_ text: Span<UInt8>, _ line: PhysicalLine) -> WrappedLine? {
        var head = HeadCursor(line.range)
        var isColoured = head.takeColours(text)
        guard var pod = name(text, &head, &isColoured),
            var container = name(text, &head, &isColoured)
        else { return nil }
        var namespace = 0..<0
        if !isPod(text, pod) {
            guard isPod(text, container), let third = name(text, &head, &isColoured) else {
                return nil
            }
            (namespace, pod, container) = (pod, container, third)
        }
        guard !holdsDot(text, container), !holdsDot(text, namespace),
            isColoured || KubernetesName.isOfDeployment(text, pod)
                || NeighbourLines.anyBegins(text, with: line.start..<head.position, around: line)
        else { return nil }
        var found = WrappedLine(.stern, payload: head.rest, end: line.end)
        for name in [namespace, pod, container] { found.identity.append(name) }
        found.takeTime(text, line)
        return found
    }

    /// Steps over a name, its colour and the space behind it.
    private static func name(
        _ text: Span<UInt8>,
        _ head: inout HeadCursor,
        _ isColoured: inout Bool
    ) -> Range<Int>? {
        if head.takeColours(text) { isColoured = true }
        let end = KubernetesName.endOfPod(text, at: head.position, before: head.limit)
        let name = head.position..<end
        head.go(to: end)
        if head.takeColours(text) { isColoured = true }
        return !name.isEmpty && head.takeSpaceOrEnd(text) ? name : nil
    }

    /// Whether a name is one that a controller made: with a hash, or a stateful set's with a number.
    private static func isPod(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        if KubernetesName.isGenerated(text, name) { return true }
        var digits = name.upperBound
        while digits > name.lowerBound, text[digits - 1].isDigit { digits -= 1 }
        return digits < name.upperBound && digits > name.lowerBound + 1
            && text[digits - 1] == ASCII.minus && text[name.lowerBound].isLowerLetter
    }

    private static func holdsDot(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        ByteScan.firstIndex(of: ASCII.dot, in: text, name) != nil
    }
}
