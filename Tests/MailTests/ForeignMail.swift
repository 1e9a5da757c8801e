import Foundation

/// A mail as Python's parser reads it.
struct ForeignMail: Decodable {
    struct Header: Decodable {
        let name: String
        let value: String
    }
    struct Part: Decodable {
        let type: String
        let text: String
        /// Of an attached file.
        let name: String?
        /// Of an attached file.
        let octets: [UInt8]
        let defects: [String]
    }
    struct Address: Decodable, Equatable {
        let name: String
        let address: String
    }

    let type: String
    let headers: [Header]
    let parts: [Part]
    let addresses: [String: [Address]]
    let defects: [String]
    let longestLine: Int

    init(reading octets: [UInt8]) throws {
        self = try JSONDecoder().decode(ForeignMail.self, from: PythonProgram.run("read_mail.py", input: octets))
    }

    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
    var text: String { parts.first { $0.type == "text/plain" }?.text ?? "" }
    var html: String { parts.first { $0.type == "text/html" }?.text ?? "" }
}
