import Domain
import HTTPTypes

@testable import Web

extension MatrixScene {
    /// How forms about access groups, teams and presets are sent.
    var groups: [String: [Kind]] {
        let preset = [
            ("name", "Another preset"), ("group", AccessGroup.standard.text), ("title", "Of {{Date.today}}"),
            ("body", "Seen."),
        ]
        let group = MatrixRequest.Content.form([("name", "Another group"), ("validation", "on"), ("documents", "on")])
        let team = MatrixRequest.Content.form([("name", "Another team"), ("kind", "circle")])
        return [
            "POST /access-groups": [Kind(content: group)],
            "POST /access-groups/{group}": [Kind(query: "?version=1", content: group)],
            "POST /access-groups/{group}/archive": [Kind()],
            "POST /access-groups/{group}/archive/deletion": [Kind()],
            "POST /teams": [Kind(content: team)],
            "POST /teams/{team}": [Kind(query: "?version=1", content: team)],
            "POST /teams/{team}/archive": [Kind()],
            "POST /teams/{team}/archive/deletion": [Kind()],
            "POST /presets": [Kind(content: .form(preset))],
            "POST /presets/{preset}": [Kind(query: "?version=1", content: .form(preset))],
            "POST /presets/{preset}/archive": [Kind()],
            "POST /presets/{preset}/archive/deletion": [Kind()],
        ]
    }
}
