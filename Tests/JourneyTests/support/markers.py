"""Words that stand in what people write in a run, and so nowhere else by right."""

import re

_WORDS = (
    ("CASE", "REFER", "TITLE", "BODY", "NOTE", "FILE", "CLIENT", "COUNSEL", "NOBODY", "ORG")
    + ("NAME", "PLAINTEXT", "FORGED", "PATH", "QUERY", "REFERER", "HEADER", "USER", "PASSWORD")
)

# Whole words: any four capitals behind MB stand in one of some thousand links, by chance.
MARKER = re.compile("MB(?:" + "|".join(_WORDS) + ")")


def marked(*texts):
    """Those texts, each of which holds a marker: what has none would be missed when it is looked for."""
    assert [text for text in texts if not MARKER.search(text)] == []
    return texts
