/// The fields of a page by their names, taken from it once.
///
/// The template library asks an object for a name by reflecting on all its fields, and asks every object around it in turn:
/// in a table of some hundred cells that is most of the time of the request. From a dictionary it takes the value.
enum PageFields {
    /// What a template finds under the names of the page's stored properties.
    static func of(_ page: any Page) -> Any { value(page) ?? [String: Any]() }

    /// Objects become dictionaries, lists become arrays of what is in them, and what is absent has no key; words and
    /// numbers stay as they are.
    private static func value(_ any: Any) -> Any? {
        if any is String || any is Bool || any is Int { return any }
        let mirror = Mirror(reflecting: any)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { value($0.value) }
        case .collection: return mirror.children.compactMap { value($0.value) }
        case .struct, .tuple: return fields(mirror)
        case .enum: return mirror.children.isEmpty ? any : fields(mirror)
        default: return any
        }
    }

    private static func fields(_ mirror: Mirror) -> [String: Any] {
        var fields: [String: Any] = [:]
        for (label, child) in mirror.children {
            guard let label, let found = value(child) else { continue }
            fields[label] = found
        }
        return fields
    }
}
