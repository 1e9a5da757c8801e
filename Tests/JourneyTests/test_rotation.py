"""Keys that change while people work."""

import json

from support.load import HonestLoad
from support.service import Service

PURPOSES = ("link", "code", "letter", "form", "envelope", "file", "factor")


def test_no_honest_request_fails_while_keys_rotate(tmp_path):
    """KM-02 KM-03: every purpose rotated three times under load, files wrapped anew: nothing fails; a fifth key is refused."""
    server = Service(tmp_path / "own")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    try:
        with HonestLoad(server, workers=2) as load:
            load.settle()
            for _ in range(3):
                for purpose in PURPOSES:
                    server.command("keys", "rotate", purpose)
                server.command("keys", "rewrap")
            for purpose in PURPOSES:
                denied = server.run("keys", "rotate", purpose)
                assert denied.returncode == 65 and b"Four keys" in denied.stderr
            load.settle()
        assert load.failures == []
        keys = json.loads((server.keys / "ring").read_text())["keys"]
        assert len(keys) == 4 * len(PURPOSES)
        for purpose in PURPOSES:
            states = [key["state"] for key in keys if key["purpose"] == purpose]
            assert states == ["verifyOnly"] * 3 + ["active"], states
    finally:
        server.stop()
