"""A browser without script: cookies, redirects, forms and links, and nothing that happens by itself."""

import http.client
import socket
import urllib.parse

from .forms import Form
from .html_tree import parse

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Page:
    """An answer: status, headers and octets, read as a page when asked for its forms."""

    def __init__(self, browser, url, status, headers, body):
        self.browser, self.url, self.status, self.headers, self.body = browser, url, status, headers, body
        self._tree = None

    def header(self, name):
        return self.headers.get(name)

    @property
    def path(self):
        return urllib.parse.urlsplit(self.url).path

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def tree(self):
        if self._tree is None:
            self._tree = parse(self.text)
        return self._tree

    @property
    def words(self):
        """What stands in the main part of the page, without marks."""
        mains = self.tree.all("main")
        return (mains[0] if mains else self.tree).text

    @property
    def forms(self):
        return [Form(self, element) for element in self.tree.all("form")]

    @property
    def links(self):
        return [urllib.parse.urljoin(self.url, a.get("href")) for a in self.tree.all("a") if a.get("href")]

    def form(self, button=None, action=None):
        """The first form with a button of these words, and an address that ends so."""
        for form in self.forms:
            if action is not None and not urllib.parse.urlsplit(form.action).path.endswith(action):
                continue
            if button is None or any(button in found.text for found in form.buttons):
                return form
        raise AssertionError(
            f"no form {button!r} {action!r} on {self.url} ({self.status}): {self.forms}\n{self.words[:800]}"
        )

    def press(self, button, **fields):
        """Sends the form with that button."""
        return self.form(button).fill(**fields).submit(button)

    def link(self, words):
        for a in self.tree.all("a"):
            if words in a.text:
                return urllib.parse.urljoin(self.url, a.get("href"))
        raise AssertionError(f"no link {words!r} on {self.url}: {[a.text for a in self.tree.all('a')]}")

    def follow(self, words):
        return self.browser.get(self.link(words))

    def expect(self, *statuses):
        assert self.status in statuses, f"{self.url} answered {self.status}, not {statuses}: {self.words[:1200]}"
        return self


class Browser:
    """One person's browser with a jar of its own. All cookies are of the one site that is tested.

    `port` is that of one node, where several answer under the same origin.
    """

    def __init__(self, origin, agent=FIREFOX, port=None):
        self.origin, self.agent, self.port = origin, agent, port
        self.cookies = {}

    def copy(self):
        """Another browser with the same cookies: a stolen jar."""
        return self.at(self.port)

    def at(self, port):
        """The same browser when a balancer leads it to another node."""
        twin = Browser(self.origin, self.agent, port)
        twin.cookies = dict(self.cookies)
        return twin

    def get(self, address, follow=True, headers=None, timeout=30):
        return self.request("GET", address, headers=headers, follow=follow, timeout=timeout)

    def head(self, address, headers=None):
        return self.request("HEAD", address, headers=headers, follow=False)

    def post(self, address, body=b"", kind="application/x-www-form-urlencoded", follow=True, headers=None, timeout=60):
        told = {
            "Content-Type": kind,
            "Origin": self.origin,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Dest": "document",
        }
        return self.request("POST", address, body, told | (headers or {}), follow, timeout)

    def request(self, method, address, body=None, headers=None, follow=True, timeout=30):
        url = urllib.parse.urljoin(self.origin + "/", address)
        for _ in range(10):
            page = self._once(method, url, body, headers, timeout)
            if not follow or page.status not in (301, 302, 303, 307, 308):
                return page
            url = urllib.parse.urljoin(url, page.header("Location"))
            if page.status == 303 or method == "HEAD":
                method, body, headers = ("HEAD" if method == "HEAD" else "GET"), None, None
        raise AssertionError(f"{url} redirects for ever")

    def open(self, method, address, body=None, headers=None, timeout=30, buffer=None):
        """Sends a request and gives the connection and the answer unread; `buffer` is what a slow reader's side takes in."""
        url = urllib.parse.urlsplit(urllib.parse.urljoin(self.origin + "/", address))
        port = self.port or url.port
        connection = http.client.HTTPConnection(url.hostname, port, timeout=timeout)
        if buffer:
            connection.sock = socket.socket()
            connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
            connection.sock.settimeout(timeout)
            connection.sock.connect((url.hostname, port))
        target = url.path + (f"?{url.query}" if url.query else "")
        connection.request(method, target or "/", body, {"Host": url.netloc} | self._headers(headers))
        answer = connection.getresponse()
        self._keep(answer)
        return connection, answer

    def _once(self, method, url, body, headers, timeout):
        assert url.startswith(self.origin), f"{url} leads away from {self.origin}"
        connection, answer = self.open(method, url, body, headers, timeout)
        try:
            return Page(self, url, answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def _headers(self, more):
        told = {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "en",
        }
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return told | (more or {})

    def _keep(self, answer):
        for line in answer.headers.get_all("Set-Cookie") or []:
            pair, *attributes = [part.strip() for part in line.split(";")]
            name, value = pair.split("=", 1)
            gone = any(attribute.lower() in ("max-age=0",) for attribute in attributes)
            if gone or not value:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
