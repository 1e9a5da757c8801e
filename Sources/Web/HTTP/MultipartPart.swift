/// What the head of a part says.
struct MultipartPart: Hashable, Sendable {
    let name: String
    /// As the browser wrote it; nil for a part that is no file. Empty where no file was chosen.
    let fileName: String?
    let contentType: String?
}
