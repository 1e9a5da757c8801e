"""A real SMTP server (aiosmtpd) that keeps what it is given.

Arguments: FOLDER, then any of: starttls, implicit, auth, login (AUTH LOGIN only), and cert=FILE key=FILE.
The one account is user "casecourier" with the password "päss wörd". Prints "port main N". Each mail becomes FOLDER/N.eml and a line
"mail N SENDER RECIPIENT TLS USER OPTIONS".
"""
import logging
import pathlib
import socket
import ssl
import sys
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

folder = pathlib.Path(sys.argv[1])
words = set(sys.argv[2:])
options = dict(word.split("=", 1) for word in words if "=" in word)


class Keeper:
    count = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        (folder / f"{self.count}.eml").write_bytes(envelope.original_content)
        secured = bool(session.ssl) or "implicit" in words
        said = envelope.mail_options + envelope.rcpt_options
        print(
            "mail", self.count, envelope.mail_from, envelope.rcpt_tos[0], secured, session.authenticated, *said,
            flush=True,
        )
        return "250 2.0.0 kept"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"casecourier" and data.password == "päss wörd".encode()
    return AuthResult(success=right, handled=True, auth_data="casecourier") if right else AuthResult(success=False, handled=False)


context = None
if "cert" in options:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options["cert"], options["key"])

arguments = {"enable_SMTPUTF8": True, "hostname": "127.0.0.1", "ident": "kept"}
if "auth" in words:
    arguments |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": "starttls" in words}
if "login" in words:
    arguments |= {"auth_exclude_mechanism": ["PLAIN"]}
if "starttls" in words:
    arguments |= {"tls_context": context, "require_starttls": True}
if "implicit" in words:
    arguments |= {"ssl_context": context}

with socket.create_server(("127.0.0.1", 0)) as probe:
    port = probe.getsockname()[1]
controller = Controller(Keeper(), port=port, **arguments)
controller.start()
print("port main", port, flush=True)
print("ready", flush=True)
sys.stdin.read()
controller.stop()
