/// The names that Kubernetes gives to namespaces, pods and containers.
///
///     label = ( letter / digit ) *( letter / digit / "-" )      ; small letters, ends without "-"
///     pod   = label *( "." label )
enum KubernetesName {
    private static let longestLabel = 63
    private static let longestPod = 253

    /// Where the label that begins at a position ends, the position itself where none does.
    static func endOfLabel(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int {
        end(text, at: position, before: min(limit, position + longestLabel), dots: false)
    }

    /// Where the name of a pod that begins at a position ends, the position where none does.
    static func endOfPod(_ text: Span<UInt8>, at position: Int, before limit: Int) -> Int {
        end(text, at: position, before: min(limit, position + longestPod), dots: true)
    }

    private static func end(
        _ text: Span<UInt8>,
        at position: Int,
        before limit: Int,
        dots: Bool
    ) -> Int {
        var end = position
        while end < limit, text[end].isLabelByte || (dots && text[end] == ASCII.dot) { end += 1 }
        guard end > position, text[position].isLabelEdge, text[end - 1].isLabelEdge else {
            return position
        }
        return end
    }

    /// Whether a pod's name ends as a controller's pods do, so that no neighbour need vouch for it.
    ///
    ///     generated = name "-" 6*10hash "-" 5hash      ; a deployment's
    ///               / name "-" 5hash                   ; a daemon set's, a job's
    ///
    /// Of a daemon set's five bytes one must be a digit, else `web-proxy` would do.
    static func isGenerated(_ text: Span<UInt8>, _ pod: Range<Int>) -> Bool {
        guard let (suffix, _) = lastPart(text, pod), suffix.count == 5 else { return false }
        return isOfDeployment(text, pod) || holdsDigit(text, suffix)
    }

    /// Whether a pod's name ends as a deployment's pods do, in two hashes, which no prose holds.
    static func isOfDeployment(_ text: Span<UInt8>, _ pod: Range<Int>) -> Bool {
        guard let (suffix, before) = lastPart(text, pod), suffix.count == 5,
            let (hash, _) = lastPart(text, before)
        else { return false }
        return (6...10).contains(hash.count) && holdsDigit(text, hash)
    }

    private static func lastPart(
        _ text: Span<UInt8>,
        _ name: Range<Int>
    ) -> (part: Range<Int>, before: Range<Int>)? {
        var start = name.upperBound
        while start > name.lowerBound, text[start - 1] != ASCII.minus { start -= 1 }
        guard start > name.lowerBound + 1 else { return nil }
        return (start..<name.upperBound, name.lowerBound..<start - 1)
    }

    private static func holdsDigit(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where text[index].isDigit { return true }
        return false
    }
}

extension UInt8 {
    fileprivate var isLabelEdge: Bool { isLowerLetter || isDigit }
    fileprivate var isLabelByte: Bool { isLabelEdge || self == ASCII.minus }
}
