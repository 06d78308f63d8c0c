internal import Synchronization
internal import TraceParse

/// The inputs of one stream, and where each begins in it: a place in the stream is told as one in its
/// input.
///
/// One thread may read the stream while another one parses it.
final class StreamMembers: Sendable {
    /// An input of the stream.
    struct Member: Sendable {
        /// Its name.
        let name: String
        /// Its number among the inputs of the stream.
        let number: Int
        /// The offset in the stream from which on its bytes stand.
        let border: Int
        /// How many newlines the stream has before it.
        let newlinesBefore: Int
        /// How it is compressed, `nil` where it is not or could not be opened.
        let compression: Compression?
        /// How many of its first bytes are not in the stream.
        fileprivate(set) var passed: Int
        /// How many bytes of it were read or passed over, decompressed.
        fileprivate(set) var bytes: Int
        /// How many newlines are in them; not counted where it is the only one of its stream.
        fileprivate(set) var lines = 0
        /// Why it could not be read to its end.
        fileprivate(set) var problem: InputProblem?
    }

    private let members = Mutex<[Member]>([])

    /// Those that were begun, the oldest first.
    var all: [Member] { members.withLock { $0 } }

    /// The one that was begun last; there is one.
    var last: Member { members.withLock { $0[$0.count - 1] } }

    /// Begins the next one.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - hole: How many of its first bytes nobody wrote; they are in the stream if it is the first.
    ///   - compression: How it is compressed.
    func begin(_ name: String, hole: Int = 0, compression: Compression? = nil) {
        members.withLock { members in
            let last = members.last
            members.append(
                Member(
                    name: name,
                    number: members.count,
                    border: last.map { $0.border + $0.bytes - $0.passed } ?? 0,
                    newlinesBefore: last.map { $0.newlinesBefore + $0.lines } ?? 0,
                    compression: compression,
                    passed: last == nil ? 0 : hole,
                    bytes: hole
                )
            )
        }
    }

    /// Counts what was read of the last one.
    ///
    /// - Parameters:
    ///   - bytes: How many bytes went to the stream.
    ///   - lines: How many newlines are in them.
    ///   - passed: How many bytes before them were passed over.
    func count(bytes: Int, lines: Int, passed: Int) {
        members.withLock { members in
            let last = members.count - 1
            members[last].bytes += passed + bytes
            members[last].passed += passed
            members[last].lines += lines
        }
    }

    /// Says what is wrong with the last one.
    func fail(_ problem: InputProblem) {
        members.withLock { members in members[members.count - 1].problem = problem }
    }

    /// The one in which a byte of the stream stands.
    func member(at offset: Int) -> Member {
        members.withLock { members in
            var (low, high) = (0, members.count)
            while high - low > 1 {
                let middle = (low + high) / 2
                if members[middle].border <= offset { low = middle } else { high = middle }
            }
            return members[low]
        }
    }
}
