import Testing

@testable import casecourier

@Suite("Names of settings")
struct SettingsTests {
    @Test(
        "A name that no setting has is told, with the one that was probably meant",
        arguments: [
            ("CASECOURIER_TRUSTED_PROXYS", "CASECOURIER_TRUSTED_PROXIES"),
            ("CASECOURIER_PUBLIC_URl", "CASECOURIER_PUBLIC_URL"), ("CASECOURIER_SMTPURL", "CASECOURIER_SMTP_URL"),
            ("CASECOURIER_SOMETHING_ELSE_ALTOGETHER", nil),
        ] as [(String, String?)])
    func unknown(name: String, meant: String?) {
        let found = UnknownSetting.all(among: [name, "PATH", "CASECOURIER_SMTP_URL"], in: .environment)
        #expect(found.map(\.name) == [name])
        #expect(found[0].sentence.contains("Did you mean") == (meant != nil))
        if let meant { #expect(found[0].sentence.hasSuffix("Did you mean \(meant)?")) }
    }

    @Test("Every setting is known by its own name, and so is the one of the file")
    func known() {
        let names = Setting.all.map(\.variable) + [Setting.fileVariable]
        #expect(UnknownSetting.all(among: names, in: .environment) == [])
        #expect(Set(names).count == names.count)
    }
}
