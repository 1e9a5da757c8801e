import Actions
import Domain

/// `/account`: for whom a token acts.
struct AccountEndpoints: Sendable {
    var show: Endpoint {
        .showing("showAccount", "For whom this token acts, with what role, and until when.", Self.shape) { call in
            let token = call.bearer.token
            return [
                "personId": JSON(call.viewer.person), "name": .text(call.viewer.name),
                "role": .text(call.bearer.role.rawValue),
                "token": [
                    "id": JSON(token.id), "name": .text(token.name), "createdAt": JSON(token.createdAt),
                    "expiresAt": JSON(token.expiresAt),
                ],
            ]
        }
    }

    private static let shape = Shape.object([
        .required("personId", .id), .required("name", .text(800)), .required("role", .words(StaffRole.self)),
        .required(
            "token",
            .object([
                .required("id", .id), .required("name", .text(400)), .required("createdAt", .moment),
                .required("expiresAt", .moment),
            ])),
    ]).named("Account")
}
