import Actions
import Domain
import HTTPTypes
import TestSupport

@testable import Web

/// What one principal got for one request, and what it did.
struct MatrixCell: Sendable {
    let word: String
    /// Tables that hold something else afterwards.
    let effect: [String]
    let answer: MatrixAnswer
}

/// Asks for everything as everybody, each time with all as it was at the start.
struct MatrixRun: Sendable {
    let scene: MatrixScene
    let client: MatrixClient

    init(_ scene: MatrixScene) {
        self.scene = scene
        client = MatrixClient(scene.site.site)
    }

    /// One request, and back to the start.
    func cell(
        _ request: MatrixRequest, _ principal: Principal, on objects: [String: String],
        extra: [(String, String)] = []
    ) async throws -> MatrixCell {
        let answer = try await ask(request, principal, on: objects, extra: extra)
        let effect = try await scene.restore()
        return MatrixCell(word: answer.word, effect: effect, answer: answer)
    }

    func ask(
        _ request: MatrixRequest, _ principal: Principal, on objects: [String: String],
        extra: [(String, String)] = []
    ) async throws -> MatrixAnswer {
        let site = scene.site.site
        let token = try principal.formToken(for: request.route.access, site)
        var (headers, body) = request.body(token, extra: extra)
        headers[.cookie] = principal.cookies(site.cookies)
        if let bearer = principal.bearer { headers[.authorization] = "Bearer \(bearer)" }
        let path = request.path(objects.merging(own(principal)) { $1 })
        return try await client.send(request.route.method, path, headers, body, isLocal: principal.isLocal)
    }

    /// The objects of the case that the table is about.
    var here: [String: String] { shared.merging(scene.here.objects) { $1 }.merging(links(scene.here)) { $1 } }

    var elsewhere: [String: String] {
        shared.merging(scene.elsewhere.objects) { $1 }.merging(links(scene.elsewhere)) { $1 }
    }

    /// Well-formed ids that nothing has.
    func nothing() throws -> [String: String] {
        var objects = here.merging(forged) { $1 }
        for name in objects.keys where !forged.keys.contains(name) {
            objects[name] = try scene.test.installation.newRequestKey()
        }
        return objects
    }

    /// What is no id at all.
    var malformed: [String: String] { here.merging(forged) { $1 }.mapValues { _ in "no-id-%27" } }

    private var shared: [String: String] {
        [
            "strangersToken": scene.strangersToken.text, "ownToken": scene.strangersToken.text,
            "colleague": scene.colleague.text, "hash": Assets.hash, "name": "app.css", "number": "1",
            "prospect": scene.prospect.text, "colleagueVersion": scene.colleagueVersion,
        ].merging(scene.accounts.objects) { $1 }.merging(scene.portal.objects) { $1 }
    }

    private func links(_ part: MatrixCase) -> [String: String] {
        [
            "token": part.link, "openToken": part.openLink, "expiredToken": part.expiredLink,
            "revokedToken": part.revokedLink,
        ]
    }

    /// Every link forged.
    private var forged: [String: String] {
        let token = "v1.AAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        return ["token": token, "openToken": token, "expiredToken": token, "revokedToken": token]
    }

    private func own(_ principal: Principal) -> [String: String] {
        var objects = principal.hasLink ? [:] : forged
        if let session = principal.otherSession { objects["session"] = session.text }
        if let session = principal.otherPortalSession { objects["session"] = session.text }
        if let token = principal.otherToken { objects["ownToken"] = token.text }
        return objects
    }
}
