@testable import Web

extension MatrixScene {
    /// A file of each kind that asks for rights of its own.
    func importing(_ content: (String) -> MatrixRequest.Content) -> [Kind] {
        [
            Kind(query: "?kind=contacts", content: content("name\r\nNew Name\r\n")),
            Kind(
                note: "of assignments", query: "?kind=assignments",
                content: content("reference,email,role\r\n2026-777,new@client.example,client contact\r\n")),
        ]
    }
}
