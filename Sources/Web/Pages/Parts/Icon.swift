/// The symbols of `icons.svg`; every one stands beside a word.
enum Icon: String, Sendable, CaseIterable {
    case check, cross, clock, mail, eye, download, file, lock, unlock, warning, person, machine, menu, arrow
}
