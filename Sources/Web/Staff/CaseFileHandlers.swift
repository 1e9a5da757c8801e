import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases/{case}/files`: every file of a case's updates.
struct CaseFileHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        let after = context.facts.query("after").flatMap { try? ID<Domain.Attachment>(reading: $0) }
        guard let list = try await site.installation.listFiles(of: id, after: after, to: context.viewer) else {
            throw Refusal.notFound
        }
        return site.answer(
            CaseFilesPage(
                frame: try site.workingFrame(context, at: .cases),
                caseFile: CaseHead(list.caseFile, for: context.viewer, at: .files),
                files: list.files.map(CaseFilesPage.File.init),
                next: list.next.map { ListQuery([]).path("/cases/\(id)/files", after: $0.text) }))
    }
}

extension CaseFilesPage.File {
    init(_ listed: CaseFileList.Listed) {
        let (file, update) = (listed.file, listed.update)
        let hasVersions = file.version > 1 || file.supersededAt != nil
        self.init(
            path: "/attachments/\(file.id)", name: file.name.text,
            version: hasVersions ? "version \(file.version)" : nil,
            replaced: file.supersededAt == nil ? nil : StatusTag("Replaced", .idle, .file),
            size: FileSize.words(file.size), added: When(file.createdAt), by: listed.uploader?.name,
            update: update.title, updatePath: "/updates/\(update.id)",
            updateStatus: update.state == .validated ? nil : StatusTag(update.state),
            group: listed.group?.name ?? "")
    }
}
