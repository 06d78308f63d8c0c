internal import SystemPackage
internal import TraceParse
internal import TraceReport

extension Analysis {
    /// The filter; where that counts back from the last incident, all is read once to find it.
    func makeFilter(
        _ setup: inout RunSetup,
        outputs: OutputIdentities
    ) throws -> IncidentFilter {
        let lastIncident =
            filterOptions.needsLastIncident ? try findLastIncident(&setup, outputs: outputs) : nil
        let filter = filterOptions.filter(zone: input.timeZone, lastIncident: lastIncident)
        if let since = filter.since, let until = filter.until, until < since {
            throw Failure("--since is after --until, so nothing is left", ExitStatus.usage)
        }
        return filter
    }

    private func findLastIncident(
        _ setup: inout RunSetup,
        outputs: OutputIdentities
    ) throws -> Timestamp? {
        setup.spools = try spools(stop: setup.stop)
        var silent = setup
        silent.console = nil
        let collector = LatestTimeCollector()
        let inputs = walk(outputs: outputs)
        _ = Run(inputs, filter: IncidentFilter(), into: collector, setup: silent).run()
        return collector.time
    }

    /// What keeps those inputs that can be read only once.
    private func spools(stop: Stop) throws -> [String: Spool] {
        var spools: [String: Spool] = [:]
        for path in Set(paths) {
            do {
                spools[path] = try spool(path, stop: stop)
            } catch {
                throw Failure(
                    "cannot keep a copy of \(Input.spoken(path)), which must be read twice to count "
                        + "back from its last incident (TMPDIR says where copies go): "
                        + InputProblem.reason(of: error),
                    ExitStatus.cannotWrite
                )
            }
        }
        return spools
    }

    private func spool(_ path: String, stop: Stop) throws -> Spool? {
        if path == Input.standardInputName {
            let isFile = (try? Stat(FileDescriptor.standardInput))?.type == .regular
            return isFile
                ? try Spool(rewinding: .standardInput)
                : try Spool(copying: DescriptorReader(borrowing: .standardInput, stop: stop))
        }
        guard let type = (try? Stat(FilePath(path)))?.type, type != .regular, type != .directory,
            let source = try? DescriptorReader(opening: FilePath(path), stop: stop)
        else { return nil }
        return try Spool(copying: source)
    }
}
