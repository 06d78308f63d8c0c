/// Something that became of a log on its way, and how often.
package struct DamageRow: Hashable, Sendable {
    /// What became of it, for example `lines of a trace are records of their own`.
    package var what: String
    /// What did it, as far as the bytes tell.
    package var transport: String?
    /// What setting at the source would keep it from doing so.
    package var setting: String?
    /// How many incidents show it.
    package var count: Int
}
