import Domain
import Synchronization

/// A page that shows what people are told of.
enum ShownPage: Hashable, Sendable {
    case caseFile(ID<CaseFile>)
    case update(ID<CaseUpdate>)
    case send(ID<Send>)
    case delivery(ID<Delivery>)
}

/// Which pages each person was shown last, and when, as far as this process knows: nobody is mailed what they have before their
/// eyes (N-31). A page that follows its send is shown anew with each change.
///
/// In memory only: what a restart or another machine does not know makes one mail more, and none less.
final class ShownPages: Sendable {
    private struct Showing: Hashable {
        let person: ID<Person>
        let page: ShownPage
    }

    /// Longer than any mail waits.
    private static let kept = Duration.minutes(10)
    private static let most = 20_000

    private let shown = Mutex<[Showing: Moment]>([:])

    /// A program that fetches something is nobody's eyes.
    func note(_ page: ShownPage, to viewer: Viewer, now: Moment) {
        guard viewer.session != nil else { return }
        shown.withLock { shown in
            if shown.count >= Self.most { shown = shown.filter { $0.value + Self.kept > now } }
            if shown.count < Self.most { shown[Showing(person: viewer.person, page: page)] = now }
        }
    }

    /// Whether this person was shown one of these pages after this moment.
    func wereShown(_ pages: [ShownPage], to person: ID<Person>, after moment: Moment) -> Bool {
        shown.withLock { shown in
            pages.contains { page in shown[Showing(person: person, page: page)].map { $0 > moment } ?? false }
        }
    }
}
