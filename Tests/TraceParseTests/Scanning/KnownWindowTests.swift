import CByteScan
import Testing

@testable import TraceParse

@Suite struct `Windows chosen beforehand` {
    @Test func `exist for every anchor`() {
        let anchors = Anchors(errors: ErrorCatalogue.anchors, hostTexts: HostTextFinder.anchors)
        let missing = anchors.literals.filter { literal in
            let bytes = Array(literal.utf8)
            return unsafe !bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return false }
                return unsafe bytescan_has_window(base, bytes.count)
            }
        }
        #expect(missing == [], "run Scripts/choose-windows.py")
    }
}
