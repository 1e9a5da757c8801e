"""Chromium, driven as a person would: by what stands on the page, by mouse or by keys."""

import pathlib

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.waiting import eventually

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1280,900",
    "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync",
]  # fmt: skip


class Chromium:
    """One browser with a profile of its own, in which only what the test allows runs."""

    def __init__(self, profile, origin, script=True, restores=False):
        self.origin, self.script, self.restores = origin, script, restores
        self.profile = pathlib.Path(profile)
        self.downloads = self.profile / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self._complaints = []
        self.driver = self._start()

    def _start(self):
        options = ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in [*FLAGS, f"--user-data-dir={self.profile / 'data'}"]:
            options.add_argument(flag)
        preferences = {
            "download.default_directory": str(self.downloads),
            "download.prompt_for_download": False,
            "safebrowsing.enabled": False,
            "credentials_enable_service": False,
        }
        if self.restores:
            preferences["session.restore_on_startup"] = 1
        options.add_experimental_option("prefs", preferences)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = Chrome(options=options, service=Driver("/usr/bin/chromedriver"))
        driver.set_page_load_timeout(30)
        if not self.script:
            driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        return driver

    def restart(self):
        """Ends the browser and starts it with the same profile."""
        self._collect()
        self.driver.quit()
        self.driver = self._start()

    def quit(self):
        """Ends the browser; gives what it complained of about the content policy."""
        self._collect()
        self.driver.quit()
        return self._complaints

    def _collect(self):
        words = ("Content Security Policy", "Trusted", "Refused to")
        self._complaints += [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if any(word in entry["message"] for word in words)
        ]

    # Looking

    def open(self, address):
        self.driver.get(address if address.startswith("http") else self.origin + address)
        return self

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.origin)

    @property
    def words(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def heading(self):
        return self.driver.find_element(By.TAG_NAME, "h1").text

    def see(self, words, within=10):
        """Waits until these words stand on the page."""
        eventually(lambda: words in self._words_now(), within, f"«{words}» on {self.path}")
        return self

    def _words_now(self):
        try:
            return self.words
        except WebDriverException:
            return ""

    def find(self, css):
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    # Doing

    def press(self, words, within="body", leaves=True):
        """Clicks the button or link that reads so, and waits for the page that comes; not where none does."""
        for element in self.all(f"{within} button, {within} a, {within} summary"):
            if words in element.text and element.is_displayed():
                if leaves:
                    return self._leave(element.click)
                element.click()
                return self
        raise AssertionError(f"no «{words}» on {self.path}:\n{self.words[:1500]}")

    def _leave(self, action):
        before = self._root()
        action()
        try:
            eventually(lambda: self._root() not in (None, before), 2, "another page")
        except AssertionError:
            pass  # A download, a menu, an upload by script: the page stays.
        eventually(lambda: self.driver.execute_script("return document.readyState") == "complete", 15, "the page")
        return self

    def _root(self):
        """What tells one page from the next; nothing while there is none, between two pages."""
        try:
            return self.driver.find_element(By.TAG_NAME, "html").id
        except WebDriverException:
            return None

    def back(self):
        """As the browser's own button does; waits until there is a page."""
        self.driver.back()
        eventually(self._words_now, 10, "a page")
        return self

    def type(self, name, text):
        """Types into the field with that name."""
        field = self.find(f"[name='{name}']:not([type=hidden])")
        field.clear()
        field.send_keys(text)
        return self

    def choose(self, name, words):
        for option in self.all(f"select[name='{name}'] option"):
            if words in option.text:
                option.click()
                return self
        raise AssertionError(f"no option {words!r}")

    def tick(self, label):
        """Clicks the box or radio button with these words in its label."""
        for element in self.all("label"):
            if label in element.text:
                element.click()
                return self
        raise AssertionError(f"no label {label!r}")

    def downloaded(self, count=1, within=20):
        """Waits for so many finished downloads; gives their files by name."""

        def finished():
            files = list(self.downloads.iterdir())
            unfinished = any(file.suffix == ".crdownload" or file.name.startswith(".") for file in files)
            return files if len(files) >= count and not unfinished else None

        return {file.name: file.read_bytes() for file in eventually(finished, within, "the download")}

    # By keys alone

    def keys(self, *pressed):
        self.driver.switch_to.active_element.send_keys(*pressed)
        return self

    def tab_to(self, wanted, limit=80):
        """Presses Tab until the focus is where `wanted` says: a CSS selector, or words of the element."""
        for _ in range(limit):
            self.keys(Keys.TAB)
            focused = self.driver.switch_to.active_element
            if self._is(focused, wanted):
                self._assert_visible(focused)
                return focused
        raise AssertionError(f"Tab never came to {wanted!r} on {self.path}")

    def _is(self, element, wanted):
        if wanted[0] in "[.#":
            return self.driver.execute_script("return arguments[0].matches(arguments[1])", element, wanted)
        return wanted in element.text

    def _assert_visible(self, element):
        state = self.driver.execute_script(
            "const s = getComputedStyle(arguments[0]), r = arguments[0].getBoundingClientRect();"
            "return [s.outlineStyle, parseFloat(s.outlineWidth), r.bottom > 0 && r.top < innerHeight]",
            element,
        )
        assert state[0] != "none" and state[1] >= 2 and state[2], f"the focus is not to be seen: {state}"
