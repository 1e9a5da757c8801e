import CGMime

/// A message taken apart by GMime. Lives on one thread and is not kept.
final class ReadMail {
    private static let isReady: Bool = {
        g_mime_init()
        return true
    }()

    private let message: UnsafeMutablePointer<GMimeMessage>

    /// Nil if the octets are no message at all. The caller bounds their number; GMime bounds the depth.
    init?(_ octets: [UInt8]) {
        guard Self.isReady, !octets.isEmpty else { return nil }
        let read: UnsafeMutablePointer<GMimeMessage>? = octets.withUnsafeBytes { bytes in
            let memory = bytes.bindMemory(to: CChar.self)
            let stream = g_mime_stream_mem_new_with_buffer(memory.baseAddress, bytes.count)
            defer { casecourier_release(stream) }
            let parser = g_mime_parser_new_with_stream(stream)
            defer { casecourier_release(parser) }
            g_mime_parser_set_persist_stream(parser, 0)
            return g_mime_parser_construct_message(parser, nil)
        }
        guard let read else { return nil }
        message = read
    }

    deinit { casecourier_release(message) }

    /// The value of the first header of that name, decoded.
    func header(_ name: String) -> String? {
        g_mime_object_get_header(casecourier_object_of_message(message), name).map { String(cString: $0) }
    }

    /// One leaf of the message.
    struct Part {
        /// Lower-cased, such as `text/plain`.
        let type: String
        fileprivate let object: UnsafeMutablePointer<GMimeObject>
    }

    /// More parts, or deeper ones, than were allowed.
    struct TooMany: Error {}

    /// The leaves in their order. Messages inside the message are leaves: what stands in them was said by somebody else.
    func parts(most: Int, depth: Int) throws(TooMany) -> [Part] {
        var found: [Part] = []
        guard let root = g_mime_message_get_mime_part(message) else { return [] }
        var waiting: [(object: UnsafeMutablePointer<GMimeObject>, depth: Int)] = [(root, 1)]
        while let (object, level) = waiting.popLast() {
            guard level <= depth, found.count + waiting.count < most else { throw TooMany() }
            guard let multipart = casecourier_multipart(object) else {
                found.append(Part(type: Self.type(of: object), object: object))
                continue
            }
            let count = Int(g_mime_multipart_get_count(multipart))
            guard count <= most else { throw TooMany() }
            for index in (0..<count).reversed() {
                guard let child = g_mime_multipart_get_part(multipart, Int32(index)) else { continue }
                waiting.append((child, level + 1))
            }
        }
        return found
    }

    /// The text of a text part in UTF-8, whatever it was written in; nil for other parts.
    func text(of part: Part) -> String? {
        guard let textPart = casecourier_text_part(part.object), let text = g_mime_text_part_get_text(textPart) else {
            return nil
        }
        defer { g_free(text) }
        return String(cString: text)
    }

    /// The octets of a part, its transfer encoding undone.
    func octets(of part: Part) -> [UInt8] {
        guard let leaf = casecourier_part(part.object), let content = g_mime_part_get_content(leaf) else { return [] }
        let stream = g_mime_stream_mem_new()
        defer { casecourier_release(stream) }
        guard g_mime_data_wrapper_write_to_stream(content, stream) >= 0,
            let array = casecourier_octets_of_stream(stream), let data = array.pointee.data
        else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(array.pointee.len)))
    }

    private static func type(of object: UnsafeMutablePointer<GMimeObject>) -> String {
        guard let type = g_mime_object_get_content_type(object), let text = g_mime_content_type_get_mime_type(type)
        else { return "" }
        defer { g_free(text) }
        return String(cString: text).lowercased()
    }
}
