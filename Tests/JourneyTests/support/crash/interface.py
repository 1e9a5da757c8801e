"""The HTTP interface as a program uses it."""

import http.client
import json


class Lost(Exception):
    """No whole answer came: whether the request took effect is not known."""


class Interface:
    """One connection with a bearer token, opened anew after it was lost."""

    def __init__(self, service, token):
        self.service, self.token = service, token
        self._line = None

    def call(self, method, path, value=None, raw=None, kind="application/json", key=None):
        """Gives status and value of the answer. `raw` is sent as it is; `key` makes a repetition harmless."""
        body = raw if raw is not None else json.dumps(value).encode() if value is not None else None
        headers = {"Host": self.service.host, "Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = kind
        if key:
            headers["Idempotency-Key"] = key
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=30)
            self._line.request(method, "/api/v1" + path, body, headers)
            answer = self._line.getresponse()
            content = answer.read()
            if answer.will_close:
                self._close()
        except (OSError, http.client.HTTPException) as error:
            self._close()
            raise Lost(f"{method} {path}: {error!r}") from None
        return answer.status, json.loads(content) if content else None

    def _close(self):
        if self._line:
            self._line.close()
        self._line = None
