/// The theme a visitor chose, as a cookie keeps it.
enum Theme: String, Sendable { case light, dark }
