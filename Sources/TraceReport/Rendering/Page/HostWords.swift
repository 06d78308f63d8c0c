/// What a host probably is, in words.
enum HostWords {
    static func text(_ host: Report.Host) -> String {
        let scope =
            switch host.scope {
            case .loopback: " on this host"
            case .private: ", private"
            case .public: ", public"
            case .name, .socket: ""
            }
        return word(host.role) + scope
    }

    private static func word(_ role: Report.Host.Role) -> String {
        switch role {
        case .client: "client"
        case .proxy: "client, perhaps a proxy"
        case .service: "service"
        case .http: "HTTP service"
        case .database: "database"
        case .cache: "cache"
        case .queue: "queue"
        case .dns: "name server"
        case .mail: "mail server"
        case .directory: "directory"
        case .socket: "local socket"
        case .unknown: "unknown role"
        }
    }
}
