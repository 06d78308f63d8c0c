/// What can be behind incidents; the names are part of the output's schema.
public enum CauseID: String, Hashable, Sendable, Codable, CaseIterable {
    case clientTimeout = "client_timeout"
    case clientAbort = "client_abort"
    case fdLimit = "fd_limit"
    case acceptQueue = "accept_queue"
    case slowUpstream = "slow_upstream"
    case noConnectionReuse = "no_connection_reuse"
    case idleTimeoutRace = "idle_timeout_race"
    case idleConnectionDropped = "idle_connection_dropped"
    case serverRestart = "server_restart"
    case processCrash = "process_crash"
    case upstreamRefused = "upstream_refused"
    case portExhaustion = "port_exhaustion"
    case dnsFailure = "dns_failure"
    case programFault = "program_fault"
    case tlsMismatch = "tls_mismatch"
    case healthCheck = "health_check"
    case proxyTimeout = "proxy_timeout"
    case serverTimeout = "server_timeout"
    case slowReader = "slow_reader"
    case requestBodyAborted = "request_body_aborted"
    case http2StreamReset = "http2_stream_reset"
    case stalePooledConnection = "stale_pooled_connection"
    case sigpipe
    case writeAfterClose = "write_after_close"
    case memoryPressure = "memory_pressure"
    case networkPath = "network_path"
    case retryStorm = "retry_storm"
    case benign
    case unknown
}
