import Domain
import Records
import SQL

/// The domains that mail of a case went to before (N-35): a new one may be a slip of the pen.
struct FamiliarDomains {
    private let domains: Set<String>

    init(of caseFile: ID<CaseFile>, in transaction: any Transaction) throws {
        domains = Set(try Deliveries(transaction).addresses(mailedIn: caseFile).map(\.domain))
    }

    /// Whether mail of the case goes to this person's domain for the first time. Nobody's is new to a case that has mailed
    /// nobody yet, and that of staff never is.
    func isNew(_ person: Person) -> Bool {
        guard !domains.isEmpty, person.kind != .staff, let address = person.primaryAddress else { return false }
        return !domains.contains(address.domain)
    }
}
