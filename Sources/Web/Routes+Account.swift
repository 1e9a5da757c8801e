extension Routes {
    /// The way in of staff.
    static func entrance(_ site: Site) -> [Route] {
        let (way, at) = (site.signInArea, site.staffArea)
        let signIn = SignInHandlers(site: site)
        let setup = SetupHandlers(site: site)
        let factor = SecondFactorHandlers(site: site)
        let provider = ProviderHandlers(site: site)
        let signedOut = SignedOutHandlers(site: site)
        let forgotten = ForgottenPasswordHandlers(site: site)
        let link = AccountLinkHandlers(site: site)
        let address = AwaitedAddressHandlers(site: site)
        return [
            way.get("/sign-in", signIn.show),
            way.post("/sign-in", limit: UpdateEntry.formLimit, signIn.signIn),
            way.get("/sign-in/code", factor.show),
            way.post("/sign-in/code", limit: UpdateEntry.formLimit, factor.enter),
            way.get("/sign-in/provider", provider.show),
            way.head("/sign-in/provider", provider.describe),
            way.post("/sign-in/provider", limit: UpdateEntry.formLimit, provider.begin),
            at.post("/sign-out", signIn.signOut),
            way.get("/signed-out", signedOut.show),
            way.head("/signed-out", signedOut.describe),
            way.get("/setup", setup.show),
            way.post("/setup", setup.make),
            way.get("/password-resets/new", forgotten.show),
            way.post("/password-resets", forgotten.ask),
            way.get("/password-resets/sent", forgotten.sent),
            way.get("/password-resets/{secret}", link.reset),
            way.post("/password-resets/{secret}", link.change),
            way.get("/invitations/{secret}", link.invitation),
            way.post("/invitations/{secret}", link.accept),
            way.get("/address-changes/{secret}", address.show),
            way.post("/address-changes/{secret}/codes", address.mail),
            way.post("/address-changes/{secret}/confirmation", address.confirm),
            way.get("/unlocking/{secret}", link.lock),
            way.post("/unlocking/{secret}", link.unlock),
        ]
    }

    /// What staff keep of their own account.
    static func account(_ site: Site) -> [Route] {
        let at = site.staffArea
        let account = AccountHandlers(site: site)
        let tokens = TokenHandlers(site: site)
        let factor = FactorHandlers(site: site)
        let proof = ProofHandlers(site: site)
        let addresses = AddressHandlers(site: site)
        let awaited = OwnAwaitedAddressHandlers(site: site)
        return [
            at.get("/account", account.show),
            at.post("/account/password", account.changePassword),
            at.get("/account/second-factor", factor.show),
            at.post("/account/second-factor", factor.begin),
            at.post("/account/second-factor/confirmation", factor.confirm),
            at.post("/account/second-factor/deletion", factor.end),
            at.post("/account/recovery-codes", factor.renew),
            at.get("/account/addresses", addresses.show),
            at.post("/account/addresses", addresses.ask),
            at.post("/account/addresses/confirmation", addresses.confirm),
            at.post("/account/addresses/withdrawal", addresses.withdraw),
            at.post("/account/addresses/deletion", addresses.remove),
            at.post("/account/addresses/awaited/codes", awaited.mail),
            at.post("/account/addresses/awaited/confirmation", awaited.confirm),
            at.post("/account/addresses/awaited/deletion", awaited.decline),
            at.post("/account/proof", limit: UpdateEntry.formLimit, proof.prove),
            at.post("/account/proof/provider", limit: UpdateEntry.formLimit, proof.visitProvider),
            at.post("/account/sessions/{session}/deletion", account.endSession),
            at.get("/tokens/{token}/revocation", tokens.ask),
            at.post("/tokens/{token}/revocation", tokens.revoke),
        ]
    }
}
