import Actions
import Domain
import Testing

@Suite struct PasswordChoiceTests {
    private func choose(_ password: String) throws -> ChosenPassword {
        try ChosenPassword(
            reading: password, name: "Jürgen Hartmann", address: EmailAddress(reading: "j.hartmann@quay.example"),
            organisation: "Harbour & Quay Investigations")
    }

    @Test(
        "AU-02: fifteen characters are enough, sixty-four always fit, in any script",
        arguments: [
            "lantern-violin-", "grey pebble sings", "ключ под ковриком у двери", "鍵は三番目の植木鉢の下にありますよ",
            String("lantern violin marmalade obelisk ".prefix(32)) + "quince tundra saffron kettle eel"
                + String("rhubarb nimbus walrus ".prefix(10)),
        ])
    func accepted(password: String) throws {
        #expect(password.count >= 15)
        _ = try choose(password)
    }

    @Test(
        "AU-02: a password that is too short, too long or made of what guessers try first is refused",
        arguments: [
            "", "lantern-violin", String(repeating: "änderung ", count: 30), "password1234567", "Passw0rdPassw0rd",
            "qwertyuiopasdfgh", "123456789012345678", "aaaaaaaaaaaaaaaaaaa", "abcdefghijklmnopqrstuvwxyz",
            "letmein!letmein!letmein!", "Jürgen.Hartmann.1234", "HarbourQuayInvestigations2026", "iloveyou-sunshine",
            "correct horse battery staple", "P@ssword-123456789", "abababababababab",
        ])
    func refused(password: String) {
        #expect { try choose(password) } throws: { ($0 as? Malformed)?.field == "password" }
    }

    @Test("AU-02: a password never shows in a description")
    func redacted() throws {
        let chosen = try choose("grey pebble sings")
        var dumped = ""
        dump(chosen, to: &dumped)
        #expect(!"\(chosen)\(String(reflecting: chosen))\(dumped)".contains("pebble"))
    }
}
