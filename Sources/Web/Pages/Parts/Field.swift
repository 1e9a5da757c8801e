/// One text input as the visitor left it. Its id and its form name are the same word.
struct Field: Sendable {
    let id: String
    /// Shown again after a refusal; always empty for codes and passwords.
    let value: String
    /// The refusal of this field, in the words that the error summary uses too.
    let error: String?

    init(_ id: String, value: String = "", error: String? = nil) {
        self.id = id
        self.value = value
        self.error = error
    }
}

/// A list to choose one from: a select box or radio buttons.
struct ChoiceField: Sendable {
    let id: String
    let choices: [Choice]
    let error: String?

    init(_ id: String, choices: [Choice], error: String? = nil) {
        self.id = id
        self.choices = choices
        self.error = error
    }
}

/// One entry of a choice.
struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool

    init(_ value: String, _ label: String, isChosen: Bool = false) {
        self.value = value
        self.label = label
        self.isChosen = isChosen
    }
}

/// A value that the browser sends back unseen.
struct HiddenField: Sendable {
    let name: String
    let value: String
}
