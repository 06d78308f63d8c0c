public import TraceParse

/// One incident as a line of `--format ndjson`.
public enum IncidentJSON {
    /// The line, without its newline.
    public static func line(_ incident: Incident) -> String { "" }
}
