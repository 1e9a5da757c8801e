import HTTPTypes
import Testing

@testable import Web

@Suite struct ClosedCaseTests {
    /// What may still be done about a closed case: opening it again, saying how long it is kept, and looking after what went out
    /// before it was closed.
    private static let allowed = Set(
        [
            "POST /cases/{case}/closure/deletion", "DELETE /api/v1/cases/{case}/closure",
            "POST /cases/{case}/retention", "PUT /api/v1/cases/{case}/retention", "POST /cases/{case}/hold",
            "POST /api/v1/cases/{case}/hold", "POST /cases/{case}/hold/deletion",
            "POST /api/v1/cases/{case}/hold/lifting", "POST /deliveries/{delivery}/renewals/{renewal}/grant",
            "POST /deliveries/{delivery}/renewals/{renewal}/refusal",
            "POST /api/v1/delegations/{delegation}/revocation",
        ] + sent.flatMap { ["POST \($0)", "POST /api/v1\($0)"] })

    private static let sent = [
        "/deliveries/{delivery}/allowance", "/deliveries/{delivery}/extensions", "/deliveries/{delivery}/resends",
        "/deliveries/{delivery}/revocation", "/links/{link}/reissue", "/links/{link}/revocation",
        "/sends/{send}/revocation", "/sends/{send}/undo", "/delegations/{delegation}/refusal",
    ]

    @Test(
        "CR-09: no route changes anything of a closed case but how long it is kept, that it is opened again, and what became of earlier sends"
    )
    func routes() async throws {
        let scene = try await MatrixScene(isClosed: true)
        let run = MatrixRun(scene)
        var (changed, asked): (Set<String>, Int) = ([], 0)
        for name in ["administrator", "program: administrator"] {
            let principal = try scene.principal(name)
            for request in scene.requests() where request.isOfCase {
                guard ![.get, .head].contains(request.route.method) else { continue }
                asked += 1
                let effect = try await run.cell(request, principal, on: run.here).effect
                let touched = Set(effect).subtracting(["staff_sessions", "api_tokens"])
                if !touched.isEmpty { changed.insert("\(request.route.method.rawValue) \(request.route.path)") }
            }
        }
        #expect(asked > 80)
        #expect(changed.subtracting(Self.allowed).sorted() == [])
        #expect(Self.allowed.subtracting(changed).sorted() == [])
    }
}
