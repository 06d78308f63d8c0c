/// Finds the files of a directory that a rotation made of one log, by their names.
///
/// Where a name is not plain enough it makes no set: to read two logs as one would do more harm
/// than to read one as two.
enum RotatedSets {
    /// A file of a set, or one that stands alone.
    struct Member: Equatable {
        /// Its index among the names.
        let index: Int
        /// Whether it goes on where the member before it ends, rather than behind a gap.
        let follows: Bool
    }

    /// Puts names into sets.
    ///
    /// - Parameters:
    ///   - names: The names of files of one directory, `nil` for what is in no set.
    ///   - exists: Whether the directory has a file of a name that is not among them.
    /// - Returns: The sets, each with the oldest file first, and the other names, each by itself, in the
    ///   order of the first name of each.
    /// - Complexity: O(*n* log *n*) in the number of names.
    static func arrange(
        _ names: [[UInt8]?],
        exists: ([UInt8]) -> Bool
    ) -> [[Member]] {
        var sorting = RotationSorting(names.map { $0.map(RotatedName.init) })
        let sets = sorting.sets(exists: exists)
        var isMember = [Bool](repeating: false, count: names.count)
        var starts: [Int: [Member]] = [:]
        for set in sets {
            for member in set { isMember[member.index] = true }
            if let first = set.map(\.index).min() { starts[first] = set }
        }
        return names.indices.compactMap { index in
            starts[index] ?? (isMember[index] ? nil : [Member(index: index, follows: false)])
        }
    }
}

/// The names of one directory on their way into sets.
private struct RotationSorting {
    private let names: [RotatedName?]
    /// The index of each name without its compression, of a file that is not compressed if there is one.
    private var plain: [[UInt8]: Int] = [:]

    /// Files that one rotation put aside.
    private struct Series {
        var members: [Int]
        var current: [UInt8]
        var isNumbered: Bool
        var base: Int?
    }

    private struct Key: Hashable {
        var current: [UInt8]
        var shape: [UInt8]
    }

    init(_ names: [RotatedName?]) {
        self.names = names
        for (index, name) in names.enumerated() {
            guard let name else { continue }
            if let known = plain[name.plain], names[known]?.isPacked == false { continue }
            if plain[name.plain] == nil || !name.isPacked { plain[name.plain] = index }
        }
    }

    mutating func sets(exists: ([UInt8]) -> Bool) -> [[RotatedSets.Member]] {
        var all = series().filter { isSet($0, exists: exists) }
        settleBases(&all)
        return all.map(members).filter { $0.count > 1 }
    }

    /// The names that tell a place, by the log that they belong to.
    private func series() -> [Series] {
        var numbers: [Key: Int] = [:]
        var all: [Series] = []
        for (index, name) in names.enumerated() {
            guard let place = name?.place else { continue }
            let key = Key(current: place.current, shape: place.shape)
            if let known = numbers[key] {
                all[known].members.append(index)
            } else {
                numbers[key] = all.count
                all.append(
                    Series(
                        members: [index],
                        current: place.current,
                        isNumbered: place.isNumbered,
                        base: plain[place.current]
                    )
                )
            }
        }
        return all
    }

    private func isSet(_ series: Series, exists: ([UInt8]) -> Bool) -> Bool {
        if series.base != nil { return true }
        guard series.members.count > 1 else { return false }
        let mayBeOthers = series.members.contains { names[$0]?.place?.mayBeRun ?? true }
        return !mayBeOthers || exists(series.current)
    }

    /// Gives each file that is written to to one series.
    ///
    /// A day's file may be rotated by size as well, then it is the current one of that set. A file that
    /// two rotations claim goes on from neither.
    private func settleBases(_ all: inout [Series]) {
        var claims: [Int: Int] = [:]
        for series in all {
            if let base = series.base { claims[base, default: 0] += 1 }
        }
        let numbered = Set(all.filter(\.isNumbered).compactMap(\.base))
        for index in all.indices {
            if let base = all[index].base, claims[base, default: 0] > 1 { all[index].base = nil }
            if !all[index].isNumbered { all[index].members.removeAll(where: numbered.contains) }
        }
    }

    /// The members in order, without those that stand where another one does.
    private func members(of series: Series) -> [RotatedSets.Member] {
        var members: [RotatedSets.Member] = []
        var last: RotatedName.Place?
        for index in series.members.sorted(by: isBefore) {
            guard let place = names[index]?.place, place != last else { continue }
            let follows = last.map { !place.isNumbered || place.number == $0.number - 1 } ?? false
            members.append(.init(index: index, follows: follows))
            last = place
        }
        if let base = series.base, let last {
            members.append(.init(index: base, follows: !last.isNumbered || last.number <= 1))
        }
        return members
    }

    /// Of two files of the same place the one that is not compressed comes first: a compression that is
    /// under way removes it last.
    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        guard let first = names[left], let second = names[right], let a = first.place,
            let b = second.place
        else { return left < right }
        if a.moment != b.moment { return a.moment.lexicographicallyPrecedes(b.moment) }
        if a.number != b.number { return a.isNumbered == (a.number > b.number) }
        if first.isPacked != second.isPacked { return second.isPacked }
        return left < right
    }
}
