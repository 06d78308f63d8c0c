/// What the readings come to together.
extension HostEvidence {
    /// The moments that the readings are of, in order.
    var snapshots: [HostSnapshot] { HostSnapshot.snapshots(of: readings) }

    /// Figures that cannot both be true of one moment, or that do not mean what they seem to.
    var contradictions: [Contradiction] { Contradictions(readings).all }

    /// How long requests were held, for each snapshot that shows a pile and a stated limit of the
    /// client; empty where no limit is stated.
    var holdEstimates: [HoldEstimate] {
        guard let limit = clientLimit else { return [] }
        return snapshots.compactMap { HoldEstimate(limit: limit, snapshot: $0) }
    }

    /// The time after which the client gives up, as somebody states it, in milliseconds.
    var clientLimit: Figure<Int>? {
        let stated = timeLimits.first { $0.value.side == .client && $0.value.phase == .response }
        return stated.map { Figure(value: $0.value.milliseconds, source: $0.source) }
    }
}

extension HoldEstimate {
    init?(limit: Figure<Int>, snapshot: HostSnapshot) {
        guard let sockets = snapshot.sockets, sockets.value.scope == .all, limit.value > 0 else {
            return nil
        }
        let established = sockets.value.count(.established)
        let closeWait = sockets.value.count(.closeWait)
        // Above these the products below would not fit; no machine has as many.
        guard established > 0, established < 1 << 30, closeWait < 1 << 30, limit.value < 1 << 30,
            HostSnapshot.isPile(closeWait: closeWait, established: established)
        else { return nil }
        self.init(
            limit: limit,
            established: established,
            closeWait: closeWait,
            sockets: sockets.source,
            ratePerThousandSeconds: established * 1_000_000 / limit.value,
            seconds: (limit.value + closeWait * limit.value / established) / 1000
        )
    }
}
