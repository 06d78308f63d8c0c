/// The stream that a record belongs to, gathered from its labels or fields.
///
/// Of several names for the same thing the first in order of ``StreamLabel/rank`` counts, whatever
/// the order in which they stand: it may differ from record to record.
struct StreamLabels {
    private var place = Name()
    private var part = Name()
    private var stream = Name()

    /// Notes a label, where it says anything of the stream.
    mutating func note(_ text: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) {
        guard let label = StreamLabel(text, name) else { return }
        switch label.kind {
        case .place: place.note(value, label.rank)
        case .part: part.note(value, label.rank)
        case .stream: stream.note(value, label.rank)
        }
    }

    /// Notes an object's members: its strings, and the names of the objects in it.
    mutating func note(_ text: Span<UInt8>, membersOf object: Range<Int>) {
        guard var members = JSONMembers(text, of: object) else { return }
        while let member = members.next(text) { note(text, member) }
    }

    /// Notes a member: a string, or an object that has a `name`.
    mutating func note(_ text: Span<UInt8>, _ member: JSONMembers.Member) {
        switch member.kind {
        case .string:
            note(text, member.key, member.value)
        case .object:
            // Only of those that name something: else each level would be read again.
            guard StreamLabel(text, member.key) != nil,
                var members = JSONMembers(text, of: member.value)
            else { return }
            while let inner = members.next(text) {
                if inner.kind == .string, text.same("name", as: inner.key) {
                    note(text, member.key, inner.value)
                }
            }
        case .array, .word:
            break
        }
    }

    /// Whether nothing is known.
    var isEmpty: Bool { place.value.isEmpty && part.value.isEmpty && stream.value.isEmpty }

    /// The place, the part of it and the stream, as far as they are known.
    var identity: StreamIdentity {
        var identity = StreamIdentity()
        for name in [place, part, stream] { identity.append(name.value) }
        return identity
    }

    private struct Name {
        var value = 0..<0
        private var rank = Int.max

        mutating func note(_ value: Range<Int>, _ rank: Int) {
            guard rank < self.rank else { return }
            (self.value, self.rank) = (value, rank)
        }
    }
}
