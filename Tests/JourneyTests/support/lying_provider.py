"""A sign-in service that says whatever a test wants, also what no honest one would say."""

import base64
import contextlib
import hmac
import http.server
import json
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from .ports import free_port

ALGORITHMS = ["RS256", "PS256", "ES256", "RS512"]


def b64(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class LyingProvider:
    """Honest until a test changes what it tells; `asked` counts what was asked of it."""

    def __init__(self):
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.rsa = RSAKey.generate_key(2048, {"kid": "rsa"})
        self.curve = ECKey.generate_key("P-256", {"kid": "curve"})
        self.published = [self.rsa, self.curve]
        self.asked = []
        self.description = {}
        #: Answers in place of the honest ones, by path: status, headers, content.
        self.answers = {}
        self.token = ""
        #: By how much our clock goes wrong.
        self.ahead = 0
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    @property
    def settings(self):
        return {"OIDC_ISSUER": self.issuer, "OIDC_CLIENT_ID": "cc", "OIDC_CLIENT_SECRET": "s", "OIDC_NAME": "Liar"}

    def claims(self, nonce, **changed):
        now = time.time() + self.ahead
        honest = {
            "iss": self.issuer,
            "aud": "cc",
            "sub": "kim",
            "iat": int(now),
            "exp": int(now) + 300,
            "nonce": nonce,
            "email": "kim@local.test",
            "email_verified": True,
        }
        return {name: value for name, value in (honest | changed).items() if value is not None}

    def sign(self, claims, algorithm="RS256", key=None, **header):
        """A token as an honest service makes it, with another algorithm, key or header where a test says so."""
        key = key or (self.curve if algorithm == "ES256" else self.rsa)
        header = {"alg": algorithm, "kid": key.kid} | header
        return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=ALGORITHMS)

    def unsigned(self, claims):
        header = b64(json.dumps({"alg": "none"}, separators=(",", ":")).encode())
        return f"{header}.{b64(json.dumps(claims).encode())}."

    def signed_with_what_everybody_knows(self, claims):
        """HMAC with the public key as its secret: what a verifier falls for that lets the token choose."""
        public = self.rsa.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        header = json.dumps({"alg": "HS256", "kid": "rsa"}).encode()
        signed = f"{b64(header)}.{b64(json.dumps(claims).encode())}"
        return f"{signed}.{b64(hmac.digest(public, signed.encode(), 'sha256'))}"

    @contextlib.contextmanager
    def telling(self, path, status, content=b"", **headers):
        self.answers[path] = (status, headers, content)
        try:
            yield
        finally:
            del self.answers[path]

    def _answer(self, path):
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            content = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "authorization_response_iss_parameter_supported": True,
            } | self.description
        elif path == "/keys":
            content = {"keys": [key.as_dict(private=False) for key in self.published]}
        elif path == "/token":
            content = {"access_token": "a", "token_type": "Bearer", "id_token": self.token}
        else:
            return 404, {}, b""
        return 200, {"Content-Type": "application/json"}, json.dumps(content).encode()

    def _handler(self):
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def _serve(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = urllib.parse.urlsplit(self.path).path
                provider.asked.append(path)
                status, headers, content = provider._answer(path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(content)

            do_GET = do_POST = _serve

            def log_message(self, *_):
                pass

        return Handler
