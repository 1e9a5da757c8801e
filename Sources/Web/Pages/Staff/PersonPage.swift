/// A person: addresses and how mail to them fares, cases, and everything sent.
struct PersonPage: Page {
    let frame: WorkingFrame
    let name: String
    let kind: String
    /// Of staff; nil for everyone else.
    let role: String?
    /// What their role may do, of staff with an account; nil for everybody else.
    let may: String?
    /// Who answers for them; nil where nobody does.
    let coordinator: Coordinator?
    /// `Team North, Circle Fraud`; nil for everybody who belongs to none.
    let teams: String?
    /// Nil when the viewer may not.
    let edit: String?
    /// Set for somebody who is archived: since when.
    let archivedAt: When?
    /// The record that this one became a part of.
    let mergedInto: MergedLink?
    /// The records that became a part of this one.
    let merged: [MergedLink]
    /// `/people/{id}/merge`; nil where the viewer may not, and for staff.
    let merge: String?
    /// Archives, or offers again; nil where the viewer may not, or the account of staff is open.
    let archive: PostButton?
    /// What they were told; nil where the viewer may not see that.
    let notifications: String?
    /// The primary one first.
    let addresses: [Address]
    let cases: [CaseRow]
    let deliveries: [DeliveryRow]
    /// Of staff, for administrators; nil for everybody else.
    let access: Access?
    /// Of contacts and prospects, for those who may decide about it.
    var portal: Portal?

    struct MergedLink: Sendable {
        let name: String
        let path: String
        let at: When?
    }

    struct Coordinator: Sendable {
        let name: String
        let path: String
        /// That they are archived themselves.
        let notice: StatusTag?
    }

    struct Address: Sendable {
        let address: String
        let isPrimary: Bool
        let status: StatusTag
        /// Set where several people read what is mailed there.
        let sharedNotice: StatusTag?
        /// Says so, or takes that back; nil where the viewer may not.
        let mark: PostButton?
    }

    /// How this person gets in, where they are signed in, and the programs that act for them.
    struct Access: Sendable {
        /// Nil for a person without an address.
        let email: String?
        let tokens: [TokenRow]
        let lines: [AccessLine]
        let sessions: [SessionRow]
        /// Ends all of them; nil where there is none.
        let endAll: PostButton?
    }

    /// The portal switch.
    struct Portal: Sendable {
        let line: AccessLine
        /// The address that it stands on; nil while it is off.
        let address: String?
        /// Nil while it is on, and for somebody without an address.
        let switchOn: SwitchOn?
        let sessions: [SessionRow]
        /// Ends all of them; nil where there is none.
        let endAll: PostButton?
    }

    /// The form that lets somebody in.
    struct SwitchOn: Sendable {
        let action: String
        /// `address`
        let address: ChoiceField
    }

    struct DeliveryRow: Sendable {
        let path: String
        let updateTitle: String
        let sentAt: When
        let status: StatusTag
    }
}
