#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The processors of this machine.
enum Processors {
    /// How many of them this process may use, at least one.
    ///
    /// What `taskset`, a container's or a service's set of processors leaves stands in `/proc`;
    /// `sysconf` tells of all.
    static var count: Int {
        #if os(Linux)
        if let status = try? ProcFile.bytes("/proc/self/status"), let allowed = allowed(by: status)
        {
            return allowed
        }
        #endif
        return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// How many processors a text of `/proc/PID/status` allows (proc_pid_status(5)).
    ///
    ///     allowed = "Cpus_allowed:" TAB hex8 *( "," hex8 )
    static func allowed(by status: [UInt8]) -> Int? {
        let line = status.split(separator: UInt8(ascii: "\n"))
            .first { $0.starts(with: "Cpus_allowed:".utf8) }
        let count = line?.dropFirst("Cpus_allowed:".utf8.count).reduce(0) { count, digit in
            count + (Character(UnicodeScalar(digit)).hexDigitValue?.nonzeroBitCount ?? 0)
        }
        return count.flatMap { $0 > 0 ? $0 : nil }
    }
}
