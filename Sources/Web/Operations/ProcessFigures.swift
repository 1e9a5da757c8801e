import Actions
import Foundation
import Glibc

/// What the system says of this process, under the names that Prometheus' own libraries use.
struct ProcessFigures {
    func add(to page: inout Exposition) {
        if let pages = Self.text("/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap({ Int64($0) }) {
            page.add(
                "process_resident_memory_bytes", .gauge, "Memory in use.", pages * Int64(sysconf(Int32(_SC_PAGESIZE))))
        }
        page.add("process_cpu_seconds_total", .counter, "Processor time.", [.init(Self.processorSeconds)])
        // The one that counts is open itself.
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            page.add("process_open_fds", .gauge, "Open files and sockets.", max(0, open - 1))
        }
        if let most = Self.mostOpen { page.add("process_max_fds", .gauge, "Most files and sockets.", most) }
    }

    private static var processorSeconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static var mostOpen: Int64? {
        let line = text("/proc/self/limits")?.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        return line?.split(separator: " ").dropFirst(3).first.flatMap { Int64($0) }
    }

    private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
