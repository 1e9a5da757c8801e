import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A table as a CSV file to keep, written as it is made.
struct CSVAnswer: Sendable {
    private let table: ExportedTable
    private let name: String

    init(_ table: ExportedTable, name: String) {
        self.table = table
        self.name = name
    }

    var response: Response {
        let pieces = table.pieces
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8; header=present", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name).csv\"", .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody { writer in
                for piece in pieces { try await writer.write(ByteBuffer(string: piece)) }
                try await writer.finish(nil)
            })
    }
}
