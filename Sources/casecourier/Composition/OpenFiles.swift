import Glibc

/// How many files and sockets this process may have open.
enum OpenFiles {
    /// What is needed besides connections: the database, files on their way, mail, logs.
    static let reserved = 512

    /// Raises the limit to what the system allows at most, and returns it.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// Connections that fit beside everything else; at least 16.
    static func connections(of wanted: Int, limit: Int) -> Int { max(16, min(wanted, limit - reserved)) }
}
