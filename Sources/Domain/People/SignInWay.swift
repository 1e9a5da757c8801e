/// How somebody showed who they are when they signed in.
package enum SignInWay: String, CaseIterable, Sendable {
    case password
    /// At the organisation's own sign-in service.
    case provider
}
