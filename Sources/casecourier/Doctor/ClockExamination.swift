import CClock
import Domain
import Glibc

/// Whether the machine's clock can be believed: links, codes and sessions go by it.
struct ClockExamination {
    let folder: FolderExamination
    let now: Moment

    func findings() -> [Finding] {
        var findings: [Finding] = []
        var status = stat()
        if stat(folder.path + "/casecourier.sqlite", &status) == 0 {
            let written = Moment(milliseconds: Int64(status.st_mtim.tv_sec) * 1000)
            if written > now + .minutes(1) {
                findings.append(
                    .problem(
                        .clock, "The database was written at \(written.rfc3339), which is still to come. Set the clock."
                    ))
            }
        }
        var time = timex()
        let state = adjtimex(&time)
        if state < 0 {
            findings.append(.warning(.clock, "The system does not say whether its clock is kept by a time service."))
        } else if time.status & STA_UNSYNC != 0 {
            findings.append(
                .warning(
                    .clock,
                    "It is \(now.rfc3339) by this machine, and no time service keeps that right. Run one, such as chrony or "
                        + "systemd-timesyncd."))
        } else {
            findings.append(.ok(.clock, "It is \(now.rfc3339), kept right by a time service."))
        }
        return findings
    }
}
