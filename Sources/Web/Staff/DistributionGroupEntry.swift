import Actions
import Domain

/// A distribution group's form as it was typed and ticked.
struct DistributionGroupEntry: Sendable {
    var name = ""
    var members: Set<DistributionGroup.Member> = []
    /// In the order in which they stand in the form.
    private var order: [DistributionGroup.Member] = []
    /// What the form had seen of the group; nil for a new one.
    var version: Int64?

    init() {}

    init(_ group: DistributionGroup) {
        name = group.name
        members = Set(group.members)
        order = group.members
        version = group.version
    }

    /// Throws 422 for words and ids that are none: no page of ours has them.
    init(reading form: Form) throws(Refusal) {
        try form.only(["name"], several: ["everybody", "team", "group", "person"])
        name = form.text("name")
        for text in form.all("everybody") {
            guard let role = AssignmentRole(rawValue: text) else { throw .status(422) }
            order.append(.role(role))
        }
        for text in form.all("team") { order.append(.team(try Self.id(text))) }
        for text in form.all("group") { order.append(.group(try Self.id(text))) }
        for text in form.all("person") { order.append(.person(try Self.id(text))) }
        members = Set(order)
    }

    /// What it asks for, or nil and what is wrong in `reading`.
    func details(_ reading: inout FormReading) -> DistributionGroupDetails? {
        reading.read { () throws(Malformed) in try DistributionGroupDetails(name: name, members: order) }
    }

    private static func id<Of>(_ text: String) throws(Refusal) -> ID<Of> {
        guard let id = try? ID<Of>(reading: text) else { throw .status(422) }
        return id
    }
}
