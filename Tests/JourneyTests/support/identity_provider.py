"""A real OpenID provider: Canaille, with people of our own, at a port of this machine."""

import os
import threading
import urllib.parse

os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")

import canaille.oidc.provider  # noqa: E402
from canaille import create_app  # noqa: E402
from canaille.app import models  # noqa: E402
from canaille.backends import Backend  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

from .browser import Browser  # noqa: E402
from .ports import free_port  # noqa: E402

PASSWORD = "quartz meadow signal 9"
CLIENT, SECRET = "casecourier", "a secret: with / and %"


class IdentityProvider:
    """Starts with one client, ours; whose addresses count as verified is a matter of the test."""

    def __init__(self, port=None):
        self.port = port or free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.unverified = set()
        self._plain_claims = canaille.oidc.provider.generate_user_claims
        canaille.oidc.provider.generate_user_claims = self._claims
        self.app = create_app(
            {
                "SECRET_KEY": "of this test alone",
                "SERVER_NAME": f"127.0.0.1:{self.port}",
                "PREFERRED_URL_SCHEME": "http",
                "CANAILLE": {"DATABASE": "memory"},
                "CANAILLE_OIDC": {},
            }
        )
        self._server = None

    def _claims(self, user, *more):
        claims = self._plain_claims(user, *more)
        if "email" in claims:
            claims["email_verified"] = claims["email"] not in self.unverified
        return claims

    def settings(self, service, **more):
        """What the service is told of us; it becomes our one client."""
        with self.app.app_context(), Backend.instance.session():
            client = models.Client(
                client_id=CLIENT,
                client_secret=SECRET,
                client_name="CaseCourier",
                client_uri=service.origin,
                redirect_uris=[f"{service.origin}/sign-in/provider"],
                post_logout_redirect_uris=[f"{service.origin}/signed-out"],
                grant_types=["authorization_code"],
                response_types=["code"],
                scope=["openid", "email"],
                token_endpoint_auth_method="client_secret_basic",
                id_token_signed_response_alg="RS256",
            )
            Backend.instance.save(client)
            client.audience = [client]
            Backend.instance.save(client)
        return {
            "OIDC_ISSUER": self.issuer,
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_NAME": "Harbour Sign-in",
        } | more

    def add(self, login, address):
        """Somebody who signs in here as `login`."""
        with self.app.app_context(), Backend.instance.session():
            user = models.User(user_name=login, formatted_name=login, family_name=login, emails=[address])
            user.password = PASSWORD
            Backend.instance.save(user)

    def move(self, login, address):
        """Gives somebody another address."""
        with self.app.app_context(), Backend.instance.session():
            user = Backend.instance.get(models.User, user_name=login)
            user.emails = [address]
            Backend.instance.save(user)

    def start(self):
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        canaille.oidc.provider.generate_user_claims = self._plain_claims

    def browser(self):
        """A browser that is nobody's yet."""
        return Browser(self.issuer)

    def sign_out(self, address, browser):
        """Says yes where the service asks whether to sign out; gives the address that the browser is sent back to."""
        page = browser.get(address).expect(200)
        fields = page.forms[-1].fields() + [("answer", "logout")]
        page = browser.post(address, urllib.parse.urlencode(fields).encode(), follow=False).expect(302, 303)
        return page.header("Location")

    def sign_in(self, address, login, browser=None):
        """Signs in where the service sent its browser; gives the address that the browser is sent back to."""
        browser = browser or self.browser()
        for _ in range(12):
            page = browser.get(address, follow=False)
            if page.status in (301, 302, 303):
                address = urllib.parse.urljoin(address, page.header("Location"))
                if not address.startswith(self.issuer):
                    return address
                continue
            page.expect(200)
            form = page.forms[-1]
            names = [name for name, _ in form.fields()]
            form = form.fill(login=login) if "login" in names else form.fill(password=PASSWORD)
            fields = urllib.parse.urlencode([(name, value) for name, value in form.fields()])
            target = urllib.parse.urljoin(address, form.action or address)
            page = browser.post(target, fields.encode(), follow=False)
            page.expect(302, 303)
            address = urllib.parse.urljoin(target, page.header("Location"))
            if not address.startswith(self.issuer):
                return address
        raise AssertionError(f"no way through the sign-in, now at {address}")
