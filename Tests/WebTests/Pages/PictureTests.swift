import Actions
import Testing

@testable import Web

@Suite("Pictures for cameras")
struct PictureTests {
    @Test("AU-02: the link of an app is drawn whole, with the corners that a camera looks for and light all round")
    func corners() throws {
        let offer = FactorOffer(account: "kim@hv.example", key: "K", uri: "otpauth://totp/Secure%20Updates:kim")
        let picture = try #require(offer.picture)
        // The upper edge of each finder pattern is seven dark squares long (ISO/IEC 18004 section 5.3.2).
        let side = picture.extent - 8
        #expect(side % 4 == 1 && side >= 21)
        #expect(picture.path.hasPrefix("M4 4h7v1h-7z"))
        #expect(picture.path.contains("M\(4 + side - 7) 4h7v1h-7z"))
        #expect(picture.path.contains("M4 \(4 + side - 7)h7v1h-7z"))
        for run in picture.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y, length) = (Int(run.1) ?? 0, Int(run.2) ?? 0, Int(run.3) ?? 0)
            #expect(x >= 4 && y >= 4 && x + length <= 4 + side && y < 4 + side && run.3 == run.4)
        }
        let long = FactorOffer(account: "", key: "", uri: String(repeating: "a", count: 5000))
        #expect(long.picture == nil)
    }
}
