import Domain

/// What a file is, in a word or two for people; by its type, else by the end of its name.
enum FileKind {
    static func words(for attachment: Attachment) -> String {
        let type = attachment.mediaType.text
        if let known = known[type] { return known }
        switch type.prefix(while: { $0 != "/" }) {
        case "image": return "Image"
        case "audio": return "Sound recording"
        case "video": return "Video"
        case "text": return "Text"
        default: break
        }
        let ending = attachment.name.fileExtension
        return ending.isEmpty ? "File" : "\(ending.uppercased()) file"
    }

    private static let known: [String: String] = {
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        return [
            "application/pdf": "PDF document", "application/zip": "ZIP archive", "message/rfc822": "E-mail",
            "application/msword": "Word document", office + "wordprocessingml.document": "Word document",
            "application/vnd.ms-excel": "Spreadsheet", office + "spreadsheetml.sheet": "Spreadsheet",
            "application/vnd.ms-powerpoint": "Presentation", office + "presentationml.presentation": "Presentation",
            open + "text": "Text document", open + "spreadsheet": "Spreadsheet", "application/rtf": "Text document",
            "text/csv": "Table (CSV)", "text/html": "Web page",
        ]
    }()
}
