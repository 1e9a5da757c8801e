import Foundation

/// `docs/authorisation.md`: what every route answers everybody, as people have reviewed it.
struct AuthorisationTable: Sendable {
    struct Section: Sendable {
        let title: String
        let columns: [String]
        /// The first cell names the request.
        var rows: [[String]]
    }

    var sections: [Section]

    static let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../docs/authorisation.md"
    )
    .standardizedFileURL.path

    init(_ sections: [Section]) { self.sections = sections }

    /// Reads the tables of the document; everything between them is for people.
    init(reading text: String) {
        sections = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") {
                sections.append(Section(title: String(line.dropFirst(3)), columns: [], rows: []))
            } else if line.hasPrefix("| "), let last = sections.popLast() {
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                let isHead = last.columns.isEmpty
                let isRule = cells.allSatisfy { $0.allSatisfy { $0 == "-" } }
                sections.append(
                    Section(
                        title: last.title, columns: isHead ? cells : last.columns,
                        rows: isHead || isRule ? last.rows : last.rows + [cells]))
            }
        }
    }

    /// The document.
    var text: String { Self.introduction + tables }

    /// All but what people read first.
    var tables: String {
        sections.map { section in
            let rows = [section.columns, section.columns.map { _ in "---" }] + section.rows
            return "## \(section.title)\n\n"
                + rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    /// Where `self`, as it is, departs from what was reviewed: a line for each cell.
    func differences(from reviewed: AuthorisationTable) -> [String] {
        let (before, after) = (reviewed.cells, cells)
        return Set(before.keys).union(after.keys).sorted().compactMap { place in
            switch (before[place], after[place]) {
            case (nil, let now?): "\(place): nobody has reviewed “\(now)”"
            case (let then?, nil): "\(place): reviewed as “\(then)”, and is there no more"
            case (let then?, let now?): then == now ? nil : "\(place): reviewed as “\(then)”, and is “\(now)”"
            case (nil, nil): nil
            }
        }
    }

    private var cells: [String: String] {
        var cells: [String: String] = [:]
        for section in sections {
            for row in section.rows {
                for (column, cell) in zip(section.columns, row).dropFirst() {
                    cells["\(section.title): \(row[0]): \(column)"] = cell
                }
            }
        }
        return cells
    }

    private static let introduction = """
        # Who may do what

        Every route of the site, and what it answers everybody. A test asks each of them as each of these people, against the real
        router, database and files, and fails where an answer is not what stands here, where a route has no row, and where a row
        has no route (`Tests/WebTests/Matrix`). `Scripts/authorisation` writes the tables anew: read the difference before you commit it.

        The object of each request belongs to one case, and a column says who asks: a role alone is somebody assigned to this
        case, “other case” somebody assigned to another one only. Contacts are the verified recipients, or signed in to the portal. “Not
        signed in” are nobody, the holder of a link, recipients verified or not, a sign-in that has ended, an account that was
        closed, and every program with its token; each of them is asked. “No good token” are all of these and everybody who is
        signed in: to programs' routes cookies are nothing. “Somebody else's form” has the hidden field of another sign-in or browser.

        | word | what it means |
        | --- | --- |
        | allowed | it is done or shown |
        | sign-in | sent to sign in |
        | 401 | no session or token that is good |
        | door | the page that asks for an address: nothing about the file |
        | to the link | sent to the link's first page, with nothing opened |
        | start again | there is no code for this browser and link |
        | form refused | 403: the form is not one that this browser was given |
        | not allowed | 403: seen, but not within the rights of the role |
        | unknown | 404: the same answer, byte for byte, as for what does not exist |
        | gone | 410: an expired or withdrawn link |
        | too late | what it asks for cannot be done any more |
        | yes or no | 503: that the service is not ready, and nothing else |
        | told why | the same, with every check |
        | too soon | 429: not before some time has passed |
        | form again | 422: the form with what is wrong about it |

        “Changes” are the tables that hold something else afterwards. Where an answer is not “allowed”, no row of any table is
        changed but the count of wrong passwords, and nothing about the case stands in it. “No such id” is what an administrator gets for ids that do not exist.


        """
}
