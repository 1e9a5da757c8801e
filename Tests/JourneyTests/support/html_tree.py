"""A page as a tree, read by Python's own parser."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """One element with what is in it: elements and texts, in order."""

    def __init__(self, name, attributes=(), parent=None):
        self.name = name
        self.attributes = {key: value if value is not None else "" for key, value in attributes}
        self.parent = parent
        self.content = []

    def get(self, attribute, otherwise=None):
        return self.attributes.get(attribute, otherwise)

    def has(self, attribute):
        return attribute in self.attributes

    @property
    def text(self):
        """The text as it reads, white space collapsed."""
        return " ".join("".join(self._texts()).split())

    def _texts(self):
        for item in self.content:
            if isinstance(item, Element):
                yield from item._texts()
                yield (
                    " "
                    if item.name in ("p", "div", "dt", "dd", "li", "td", "th", "span", "br", "h1", "h2", "h3")
                    else ""
                )
            else:
                yield item

    @property
    def raw_text(self):
        return "".join(self._texts())

    def walk(self):
        for item in self.content:
            if isinstance(item, Element):
                yield item
                yield from item.walk()

    def all(self, *names, **attributes):
        """Every element below with one of these names and these attributes; `class_` and `for_` stand for the words Python keeps."""
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.walk()
            if (not names or element.name in names) and all(element._fits(*pair) for pair in wanted.items())
        ]

    def _fits(self, key, value):
        if key == "class":
            return value in self.get("class", "").split()
        return self.get(key) == value

    def first(self, *names, **attributes):
        found = self.all(*names, **attributes)
        assert found, f"no {names} {attributes} in: {self.text[:600]}"
        return found[0]


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("document")

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, self.here)
        self.here.content.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.content.append(Element(tag, attrs, self.here))

    def handle_endtag(self, tag):
        place = self.here
        while place is not None and place.name != tag:
            place = place.parent
        if place is not None and place.parent is not None:
            self.here = place.parent

    def handle_data(self, data):
        self.here.content.append(data)


def parse(text):
    """The tree of a page."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root
