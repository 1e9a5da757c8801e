"""The tracker's pages as a reader sees them."""

import urllib.parse


class Row:
    """One recipient of the matrix: the words of each cell, by the heading of its column."""

    def __init__(self, element):
        head = element.first("th")
        self.name = head.first("a").text
        self.path = head.first("a").get("href")
        self.cells = {cell.get("data-label"): cell for cell in element.all("td") if cell.has("data-label")}
        self.element = element

    def __getitem__(self, column):
        assert column in self.cells, f"no column {column!r}, only {list(self.cells)}"
        return self.cells[column].text

    def time(self, column):
        """The moment that stands in a cell, as `2026-11-30T14:02:00.000Z`; none if there is none."""
        times = self.cells[column].all("time")
        return times[0].get("datetime") if times else None


class Matrix:
    """The delivery matrix of one send."""

    def __init__(self, page):
        self.page = page
        tables = [table for table in page.tree.all("table") if table.all("tr", class_="group") or table.all("td")]
        assert tables, page.words
        self.rows = [Row(line) for line in tables[0].all("tr") if line.all("td")]
        self.groups = [line.text for line in tables[0].all("tr", class_="group")]
        self.summary = page.tree.first("p", id="summary").text

    def row(self, name):
        found = [row for row in self.rows if row.name == name]
        assert found, f"no {name} in {[row.name for row in self.rows]}"
        return found[0]

    @property
    def names(self):
        return [row.name for row in self.rows]


class Timeline:
    """What happened with one delivery, oldest or newest first as the page has it."""

    def __init__(self, page):
        self.page = page
        self.entries = [
            Entry(item)
            for item in page.tree.first("ol", class_="timeline").content
            if getattr(item, "name", "") == "li"
        ]

    @property
    def text(self):
        return "\n".join(entry.words for entry in self.entries)

    def having(self, *words):
        """The entries in which all these words stand, whatever their case."""
        return [entry for entry in self.entries if all(word.lower() in entry.words.lower() for word in words)]

    def link_forms(self):
        """The forms that stand beside the links."""
        return [form for form in self.page.forms if "sign-out" not in urllib.parse.urlsplit(form.action).path]


class Entry:
    def __init__(self, element):
        self.words = element.text
        self.headline = element.first("strong").text
        self.time = element.first("time").get("datetime")
