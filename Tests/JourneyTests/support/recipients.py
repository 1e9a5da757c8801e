"""What recipients do: they open the link, type their address, read the code in their mail, type it in."""

from .browser import Browser


class Recipient:
    """Somebody with a mailbox and a browser."""

    def __init__(self, service, address, box, agent=None):
        self.service, self.address, self.box = service, address, box
        self.browser = Browser(service.origin, port=service.port, **({"agent": agent} if agent else {}))
        self._codes = 0

    def ask(self, link, address=None):
        """Types an address at the door; gives the page that asks for the code."""
        door = self.browser.get(link).expect(200)
        return door.press("E-mail me a code", email=address or self.address)

    def code(self):
        """The next code that arrives."""
        self._codes += 1
        return self.box.code(self.address, self._codes).code

    def verify(self, link):
        """From the link to the page of the file."""
        page = self.ask(link).expect(200)
        page = page.press("Continue", code=self.code()).expect(200)
        assert page.tree.all("h1")[0].text == "Your secure update", page.words
        return page

    def download(self, link, headers=None):
        return self.browser.get(f"{link}/download", headers=headers, follow=False, timeout=60)

    def begin_download(self, link):
        """Asks for the bytes and reads only the head: the connection and the answer, whose buffer is small."""
        connection, answer = self.browser.open("GET", f"{link}/download", buffer=65_536)
        assert answer.status == 200, answer.status
        return connection, answer
