import TraceParse

extension Report {
    /// An incident kept whole.
    ///
    /// One that comes from a summary stays as its parser held it, in a third of the room, and is made
    /// anew each time it is asked for: a page shows ten of thousands.
    struct Sample: Sendable {
        private enum Form: Sendable {
            case kept(SampleIncident)
            case made(Incident)
        }

        private let form: Form

        init(_ incident: Incident) {
            form = .made(incident)
        }

        /// What a redactor leaves of a kept incident.
        ///
        /// Names are numbered in order of appearance, so where they are replaced it is made at once.
        init(_ sample: SampleIncident, _ redactor: inout Redactor) {
            form =
                redactor.replacesNames
                ? .made(redactor.incident(sample.incident)) : .kept(sample)
        }

        var incident: Incident {
            switch form {
            case .kept(let sample):
                var redactor = Redactor()
                return redactor.incident(sample.incident)
            case .made(let incident):
                return incident
            }
        }
    }
}

extension Report.Sample: Hashable {
    static func == (left: Report.Sample, right: Report.Sample) -> Bool {
        left.incident == right.incident
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(incident)
    }
}

/// Written and read as the incident.
extension Report.Sample: Codable {
    init(from decoder: any Decoder) throws {
        self.init(try Incident(from: decoder))
    }

    func encode(to encoder: any Encoder) throws {
        try incident.encode(to: encoder)
    }
}
