"""Signing out of the service, and at the organisation's own sign-in service as well."""

import urllib.parse

from support.browser import Browser
from test_sign_in_provider import firm, is_in, member, provider, set_out

__all__ = ["firm", "member", "provider"]


def knows(firm, theirs):
    """Whether the provider lets this browser of its own through without asking who it is."""
    answer = theirs.get(set_out(firm)[1], follow=False)
    return answer.header("Location").startswith(firm.origin)


def test_signing_out_can_go_on_to_the_service(firm, provider, member):
    """SE-10 SE-04: the session here ends first; the link signs out at the service too, and only that browser comes back so."""
    browser, address = set_out(firm)
    theirs = provider.browser()
    browser.get(provider.sign_in(address, member[0], theirs)).expect(200)
    assert is_in(browser) and knows(firm, theirs)
    page = browser.get("/account").press("Sign out").expect(200)
    assert page.path == "/signed-out" and not is_in(browser)
    away = page.link("Also sign out at Harbour Sign-in")
    sent = urllib.parse.parse_qs(urllib.parse.urlsplit(away).query)
    assert set(sent) == {"client_id", "post_logout_redirect_uri", "state"}
    assert knows(firm, theirs)
    back = provider.sign_out(away, theirs)
    assert back.startswith(f"{firm.origin}/signed-out?state=") and not knows(firm, theirs)
    stranger = Browser(firm.origin, port=firm.port)
    assert "at the sign-in service" not in stranger.get(back).expect(200).words
    done = browser.get(back).expect(200)
    assert done.path == "/sign-in" and "signed out here and at the sign-in service" in done.words
    assert "here and at" not in browser.get(back).expect(200).words
