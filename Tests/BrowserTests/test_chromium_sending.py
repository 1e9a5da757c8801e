"""The send dialog in Chromium: finding and ticking many recipients at once."""

from people import sign_in
from selenium.webdriver.common.keys import Keys


def _ticked(browser):
    return browser.driver.execute_script(
        "return [...document.querySelectorAll('input[name=recipient]:checked')].map((box) => box.parentElement.textContent)"
    )


def test_people_are_found_and_ticked_at_once(chromium, office):
    """TR-06 TR-05: typing finds people in every block; one button ticks those that are shown; Enter sends nothing."""
    contacts = [(f"Ana Find {number}", f"ana{number}@find.test") for number in range(3)] + [("Bo", "bo@else.test")]
    case, _ = office.case_with(*contacts)
    update = office.update(case)
    browser = sign_in(chromium("one")).open(update.path).press("Send")
    browser.see("0 of")
    search = browser.find("#recipient-search")
    search.send_keys("find.TEST", Keys.ENTER)
    assert browser.path.startswith(update.path), "Enter in the search is no sending"
    browser.press("Tick all")
    browser.see("3 of")
    assert len(_ticked(browser)) == 3 and all("find.test" in words for words in _ticked(browser))
    search.clear()
    search.send_keys("bo else", Keys.SPACE)
    assert "Ana Find 1" not in browser.words, "who does not match is out of the way"
    search.clear()
    search.send_keys(Keys.SPACE, Keys.BACKSPACE)
    browser.see("Ana Find 1")
    assert len(_ticked(browser)) == 3, "whoever is hidden stays ticked"
    browser.press("Continue").see("goes to 3 people")
