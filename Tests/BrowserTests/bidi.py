"""Firefox, driven by WebDriver BiDi without anything between: Debian has no geckodriver, Firefox itself speaks the protocol."""

import json
import pathlib
import re
import subprocess

import websocket
from support.waiting import eventually

PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.download.alwaysOpenPanel": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream,text/plain,application/pdf,image/png",
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "signon.rememberSignons": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://127\.0\.0\.1:\d+)")


class Firefox:
    """One browser with a profile of its own."""

    def __init__(self, profile, origin):
        self.origin = origin
        self.profile = pathlib.Path(profile)
        self.downloads = self.profile / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        settings = PREFERENCES | {"browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items()]
        (self.profile / "user.js").write_text("\n".join(lines) + "\n")
        self._start()

    def _start(self):
        self._log = self.profile / "firefox.log"
        self._log.write_text("")
        with open(self._log, "ab") as log:
            command = [
                "firefox-esr",
                "--headless",
                "--no-remote",
                "--profile",
                self.profile,
                "--remote-debugging-port",
                "0",
            ]
            self._process = subprocess.Popen([*command, "about:blank"], stdout=log, stderr=log)
        found = eventually(lambda: ADDRESS.search(self._log.read_text(errors="replace")), 60, "Firefox")
        self._line = websocket.create_connection(found.group(1) + "/session", suppress_origin=True, timeout=30)
        self._number = 0
        self.complaints = []
        self._call("session.new", capabilities={})
        self._call("session.subscribe", events=["log.entryAdded"])
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def _call(self, method, **parameters):
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._line.recv())
            if answer.get("type") == "event":
                self._note(answer)
            elif answer.get("id") == self._number:
                assert answer["type"] == "success", f"{method}: {answer.get('error')}: {answer.get('message')}"
                return answer["result"]

    def _note(self, event):
        text = str(event["params"].get("text"))
        if "Content-Security-Policy" in text or "Content Security Policy" in text:
            self.complaints.append(text)

    def quit(self):
        """Ends the browser as its user does."""
        try:
            self._call("browser.close")
        except (websocket.WebSocketException, OSError):
            pass
        self._line.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)

    def restart(self):
        complaints = self.complaints
        self.quit()
        self._start()
        self.complaints = complaints

    def open(self, address):
        url = address if address.startswith("http") else self.origin + address
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")
        return self

    def ask(self, expression):
        """What a script says of the page; used to look, never to act."""
        result = self._call(
            "script.evaluate", expression=expression, target={"context": self._context}, awaitPromise=True
        )  # fmt: skip
        assert result["type"] == "success", result
        return result["result"].get("value")

    @property
    def words(self):
        return self.ask("document.body.innerText")

    @property
    def heading(self):
        return self.ask("document.querySelector('h1').innerText")

    @property
    def path(self):
        return self.ask("location.href").removeprefix(self.origin)

    def see(self, words, within=10):
        eventually(lambda: words in self._words_now(), within, f"«{words}»")
        return self

    def _words_now(self):
        try:
            return self.words
        except AssertionError:
            return ""

    def _element(self, css, words=""):
        nodes = self._call(
            "browsingContext.locateNodes", context=self._context, locator={"type": "css", "value": css}
        )["nodes"]  # fmt: skip
        for node in nodes:
            said = self._call(
                "script.callFunction",
                functionDeclaration="e => e.checkVisibility() ? e.innerText : null",
                arguments=[{"sharedId": node["sharedId"]}],
                target={"context": self._context},
                awaitPromise=False,
            )["result"]
            if said["type"] == "string" and words in said["value"]:
                return node["sharedId"]
        raise AssertionError(f"no {css} «{words}» on {self.path}:\n{self.words[:1200]}")

    def click(self, css, words=""):
        """Moves the mouse to the element and clicks."""
        node = self._element(css, words)
        self._call(
            "script.callFunction",
            functionDeclaration="e => e.scrollIntoView({block: 'center'})",
            arguments=[{"sharedId": node}],
            target={"context": self._context},
            awaitPromise=False,
        )
        place = {"type": "element", "element": {"sharedId": node}}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": place},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._call(
            "input.performActions", context=self._context, actions=[{"type": "pointer", "id": "mouse", "actions": actions}]
        )  # fmt: skip
        return self

    def press(self, words):
        return self.click("main button, main a, header button", words)

    def type(self, name, text):
        """Clicks into the field with that name and types."""
        self.click(f"[name='{name}']:not([type=hidden])")
        strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._call(
            "input.performActions", context=self._context, actions=[{"type": "key", "id": "keys", "actions": strokes}]
        )  # fmt: skip
        return self

    def downloaded(self, count=1):
        def finished():
            files = list(self.downloads.iterdir())
            done = len(files) >= count and not any(file.suffix == ".part" or file.stat().st_size == 0 for file in files)
            return files if done else None

        return {file.name: file.read_bytes() for file in eventually(finished, 20, "the download")}
