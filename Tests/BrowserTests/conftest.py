"""Real browsers over the same servers and mailboxes that the journeys use."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "JourneyTests"))

from chromium import Chromium  # noqa: E402
from support.fixtures import box, fresh, office, service  # noqa: E402

__all__ = ["box", "fresh", "office", "service"]


@pytest.fixture
def chromium(tmp_path, service):
    """Makes browsers, each with a profile of its own; on their way out they must not have broken the content policy."""
    opened = []

    def make(name="one", **options):
        browser = Chromium(tmp_path / name, service.origin, **options)
        opened.append(browser)
        return browser

    yield make
    complaints = [line for browser in opened for line in browser.quit()]
    assert complaints == [], "the content security policy was broken"
