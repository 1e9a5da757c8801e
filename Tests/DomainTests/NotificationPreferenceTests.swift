import Domain
import Testing

@Suite struct NotificationPreferenceTests {
    @Test("EN-18, TR-15: views and downloads are off until asked for; nothing else is ever without its notification")
    func standard() {
        let preference = NotificationPreference()
        for kind in NotificationKind.allCases {
            let isOptional = kind == .viewed || kind == .downloaded
            #expect(preference[kind] == (isOptional ? .never : .mail))
            #expect(kind.choices.contains(.never) == isOptional)
        }
    }

    @Test("TR-15: a kind that is not named stays as it was; what cannot be chosen is refused by name")
    func reading() throws {
        let first = try NotificationPreference(reading: [.viewed: "mail", .assigned: "in the application"])
        let second = try NotificationPreference(reading: [.viewed: "never"], over: first)
        #expect(second[.viewed] == .never && second[.assigned] == .inApp && second[.updateSent] == .mail)
        #expect(throws: Malformed("assigned", "Choose “mail” or “in the application”.")) {
            try NotificationPreference(reading: [.assigned: "never"])
        }
        #expect(throws: Malformed("delivery-failed", "This cannot be switched off.")) {
            try NotificationPreference(reading: [.deliveryFailed: "never"])
        }
        #expect(try NotificationPreference(reading: [.deliveryFailed: "mail"]) == NotificationPreference())
    }

    @Test("TR-15: what is stored and cannot be chosen any more counts for nothing")
    func stored() {
        let stored = NotificationPreference(stored: [.updateSent: .never, .misdelivery: .inApp, .viewed: .inApp])
        #expect(stored[.updateSent] == .mail && stored[.misdelivery] == .mail && stored[.viewed] == .inApp)
        #expect(stored.choices == [.viewed: .inApp])
    }
}
