extension Problem {
    private static let signIn = WayOn(label: "Go to sign-in", path: "/sign-in")

    /// 410: the new address was confirmed before.
    static let awaitedAddressConfirmed = Problem(
        410, "This address is confirmed", "Sign in with it. The link has done its work.", wayOn: signIn)

    /// 410: it can be confirmed no more; why is not said to whoever brings the link.
    static let awaitedAddressOver = Problem(
        410, "This address can no longer be confirmed",
        "A later e-mail took its place, it was taken back, or its time is over. You sign in with the address you had: if "
            + "it is to change, ask an administrator to send the e-mail again.", wayOn: signIn)
}
