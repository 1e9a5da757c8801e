"""Forms as a browser without script fills and sends them."""

import secrets
import urllib.parse


class Form:
    """A form of a page: its fields as they stand, changed by `fill`, `choose` and `tick`, then sent by `submit`."""

    def __init__(self, page, element):
        self.page, self.element = page, element
        self.action = urllib.parse.urljoin(page.url, element.get("action") or page.url)
        self.method = element.get("method", "get").lower()
        self.is_multipart = element.get("enctype") == "multipart/form-data"
        self.controls = element.all("input", "textarea", "select")
        self.buttons = [button for button in element.all("button") if button.get("type", "submit") == "submit"]
        self._values, self._ticked, self.files = {}, {}, []
        for control in self.controls:
            if control.get("type") in ("checkbox", "radio"):
                self._ticked[id(control)] = control.has("checked")

    def __repr__(self):
        return f"<form {self.method} {self.action} {[button.text for button in self.buttons]}>"

    @property
    def names(self):
        return [control.get("name") for control in self.controls]

    def fill(self, **fields):
        for name, value in fields.items():
            assert name in self.names, f"{self} has no field {name}, only {self.names}"
            self._values[name] = value
        return self

    def choose(self, name, label):
        """Chooses the option or radio button with these words in its label."""
        for select in self.element.all("select", name=name):
            options = [option for option in select.all("option") if label in option.text]
            assert options, f"no {label!r} in {[option.text for option in select.all('option')]}"
            self._values[name] = options[0].get("value", options[0].text)
            return self
        radios = [
            control for control in self.controls if control.get("type") == "radio" and control.get("name") == name
        ]
        chosen = [radio for radio in radios if label in self.label(radio)]
        assert chosen, f"no {label!r} in {[self.label(radio) for radio in radios]}"
        for radio in radios:
            self._ticked[id(radio)] = radio is chosen[0]
        return self

    def tick(self, name, label="", on=True):
        """Sets the box with that name and these words in its label."""
        boxes = [box for box in self.controls if box.get("type") == "checkbox" and box.get("name") == name]
        found = [box for box in boxes if label in self.label(box) and not box.has("disabled")]
        assert found, f"no box {name} {label!r} in {[self.label(box) for box in boxes]}"
        self._ticked[id(found[0])] = on
        return self

    def label(self, control):
        labels = self.element.all("label", for_=control.get("id"))
        return labels[0].text if labels else ""

    def attach(self, *files):
        """Adds files to the form's only file input: pairs of name and bytes."""
        self.files += files
        return self

    def button(self, words=None):
        if words is None:
            assert self.buttons, f"{self} has no button"
            return self.buttons[0]
        found = [button for button in self.buttons if words in button.text]
        assert found, f"no button {words!r} in {self}"
        return found[0]

    def fields(self, button=None):
        """What would be sent: names and values in the order of the page."""
        pairs = []
        for control in self.controls:
            name, kind = control.get("name"), control.get("type", "text")
            if not name or control.has("disabled") or kind == "file":
                continue
            if kind in ("checkbox", "radio"):
                if self._ticked[id(control)]:
                    pairs.append((name, control.get("value", "on")))
            elif name in self._values:
                pairs.append((name, self._values[name]))
            else:
                pairs.append((name, _standing(control)))
        if button is not None and button.get("name"):
            pairs.append((button.get("name"), button.get("value", "")))
        return pairs

    def submit(self, button=None, follow=True, headers=None):
        """Sends the form by its button with these words, or its first; gives the page that comes of it."""
        pressed = self.button(button) if self.buttons or button else None
        address = urllib.parse.urljoin(self.page.url, (pressed.get("formaction") if pressed else None) or self.action)
        fields = self.fields(pressed)
        browser = self.page.browser
        if self.method == "get":
            query = urllib.parse.urlencode(fields)
            return browser.get(address + ("?" + query if query else ""), follow=follow, headers=headers)
        if self.is_multipart:
            kind, body = multipart(fields, self._file_name(), self.files)
        else:
            kind, body = "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()
        return browser.post(address, body, kind, follow=follow, headers=headers)

    def _file_name(self):
        inputs = [control for control in self.controls if control.get("type") == "file"]
        assert inputs, f"{self} takes no file"
        return inputs[0].get("name")


def _standing(control):
    if control.name == "textarea":
        return control.raw_text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
    if control.name == "select":
        options = control.all("option")
        chosen = [option for option in options if option.has("selected")] or options[:1]
        return chosen[0].get("value", chosen[0].text) if chosen else ""
    return control.get("value", "")


def multipart(fields, file_field, files):
    """A `multipart/form-data` body as browsers write it (RFC 7578, file names by the rules of the HTML standard)."""
    boundary = "----journey" + secrets.token_hex(16)
    parts = []
    for name, value in fields:
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, content in files:
        escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{file_field}"; filename="{escaped}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", b"".join(parts)
