/// Who was at the other end.
enum HostsSection {
    static func peers(_ context: PageContext) -> [Page.Block] {
        blocks(
            of: context.report.peers,
            title: "Peers",
            one: "peer",
            folded: context.report.totals.peersFolded,
            context
        )
    }

    /// The clients, or none where each is a peer of which the same was said already.
    static func clients(_ context: PageContext) -> [Page.Block] {
        let report = context.report
        let peers = Dictionary(report.peers.map { ($0.host, $0) }) { first, _ in first }
        let isNew = report.clients.contains { client in
            peers[client.host].map { !$0.saysSame(as: client) } ?? true
        }
        guard isNew else { return [] }
        return blocks(
            of: report.clients,
            title: "Clients whose requests were being served",
            one: "client",
            folded: report.totals.clientsFolded,
            context
        )
    }

    private static func blocks(
        of hosts: [Report.Host],
        title: Phrase,
        one: String,
        folded: Int,
        _ context: PageContext
    ) -> [Page.Block] {
        guard !hosts.isEmpty else { return [] }
        let total = hosts.reduce(0) { $0 + $1.count }
        let severalClasses = context.report.classes.count > 1
        let rows = hosts.prefix(context.top).map { host -> [Phrase] in
            [
                .data(host.host), "\(host.count) of \(total)",
                .words(Wording.percent(host.count, of: total)), ports(host.ports),
                .words(HostWords.text(host)),
            ] + (severalClasses ? [classes(of: host)] : []) + [context.range(host.times)]
        }
        let columns: [Page.Column] =
            [
                .init(title: "Host", keepsEnd: true), .init(title: "Count", isNumeric: true),
                .init(title: "Share", isNumeric: true), .init(title: "Ports"),
                .init(title: "Probably"),
            ] + (severalClasses ? [.init(title: "Classes")] : []) + [
                .init(title: "First to last", staysWhole: true)
            ]
        return [.heading(level: 2, title), .table(Page.Table(columns: columns, rows: Array(rows)))]
            + context.rest(hosts.count - rows.count + folded, one)
    }

    private static func ports(_ ports: Report.Host.Ports) -> Phrase {
        guard let lowest = ports.lowest, let highest = ports.highest else { return "none" }
        if !ports.few.isEmpty {
            return .words(ports.few.map { String($0) }.joined(separator: ", "))
        }
        let many = ports.more ? "\(ports.distinct) or more" : "\(ports.distinct)"
        return .words("\(many) from \(lowest) to \(highest)")
    }

    private static func classes(of host: Report.Host) -> Phrase {
        let shown = host.classes.sorted {
            $0.count == $1.count ? $0.name < $1.name : $0.count > $1.count
        }
        let phrases = shown.prefix(3).map { share -> Phrase in
            shown.count == 1 ? .data(share.name) : "\(data: share.name) \(share.count)"
        }
        return Phrase.joined(Array(phrases)) + (shown.count > 3 ? ", …" : "")
    }
}

extension Report.Host {
    /// Whether another table says of the same host exactly the same.
    fileprivate func saysSame(as other: Report.Host) -> Bool {
        host == other.host && count == other.count && times == other.times && ports == other.ports
    }
}
