import Actions
import Domain

/// The form of an access group as it was typed and ticked.
struct AccessGroupEntry: Sendable {
    var name = ""
    var audience: Set<AudienceRole> = [.manager, .investigator]
    var requiresValidation = true
    var isPartOfDocuments = true
    var asksForCode = false

    init() {}

    init(reading form: Form) throws(Refusal) {
        try form.only(["name", "validation", "documents", "verification"], several: ["audience"])
        name = form.text("name")
        audience = Set(
            try form.all("audience").map { text throws(Refusal) in
                guard let role = AudienceRole(rawValue: text) else { throw .status(422) }
                return role
            })
        requiresValidation = form.has("validation")
        isPartOfDocuments = form.has("documents")
        asksForCode = form.has("verification")
    }

    init(_ group: AccessGroup) {
        name = group.name
        audience = group.audience
        requiresValidation = group.requiresValidation
        isPartOfDocuments = group.isPartOfDocuments
        asksForCode = group.asksForCode
    }

    func details(_ reading: inout FormReading) -> AccessGroupDetails? {
        reading.read { () throws(Malformed) in
            try AccessGroupDetails(
                name: name, audience: audience, requiresValidation: requiresValidation,
                isPartOfDocuments: isPartOfDocuments, asksForCode: asksForCode)
        }
    }

    /// What was typed beside what somebody else saved meanwhile.
    func differences(from newer: AccessGroupEntry) -> [Malformed] {
        let again = "Save again to keep yours."
        let now = [
            newer.name, "seen by " + AudienceRole.allCases.filter(newer.audience.contains).words,
            newer.requiresValidation ? "needs validation" : "needs no validation",
            newer.isPartOfDocuments ? "part of documents" : "not part of documents",
            newer.asksForCode ? "asks for identity verification" : "leaves identity verification to the sender",
        ]
        return [Malformed("name", "Somebody changed this to “\(now.joined(separator: "; "))” meanwhile. \(again)")]
    }
}

extension [AudienceRole] {
    var words: String { isEmpty ? "administrators and owners alone" : map(\.rawValue).joined(separator: ", ") }
}
