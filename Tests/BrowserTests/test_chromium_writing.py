"""Writing an update in Chromium: what saves itself, what two writers do to each other, the toolbar by keys alone."""

from people import sign_in
from selenium.webdriver.common.keys import Keys
from support.waiting import eventually


def _new(browser, office, reference):
    case = office.open_case(reference, "Writing")
    return sign_in(browser).open(case).press("New update")


def _value(browser):
    return browser.driver.execute_script("return document.getElementById('body').value")


def test_a_new_draft_saves_itself(chromium, office):
    """MH-01: two seconds after typing stops the draft is there, with its own address and a place for files; nothing is asked."""
    browser = _new(chromium("one"), office, "W-1")
    browser.find("#body").send_keys("Somebody came")
    browser.see("Not saved yet. ")
    browser.type("title", "Night watch")
    browser.see("Saved ").see("Add files")
    assert browser.path.startswith("/updates/") and browser.path.endswith("/edit")
    browser.find("#body").send_keys(" at two.")
    _settled(browser)
    browser.driver.refresh()
    assert _value(browser) == "Somebody came at two."


def test_a_button_waits_for_a_save_under_way(chromium, office):
    """MH-01: pressing Save at any moment conflicts with nobody's own autosave."""
    browser = _new(chromium("one"), office, "W-2").type("title", "Quick").press("Save draft")
    for round_ in range(3):
        browser.find("#body").send_keys(f"{round_} ")
        browser.driver.execute_script(
            "const f = document.getElementById('update-form'); f.dispatchEvent(new Event('input'));"
        )
        browser.press("Save draft")
        assert "Somebody saved another text" not in browser.words
    assert _value(browser) == "0 1 2 "


def test_what_two_wrote_stands_side_by_side(chromium, office):
    """MH-01: an autosave over another's text is refused, and one button shows both; nothing typed is lost."""
    browser = _new(chromium("one"), office, "W-3").type("title", "Shared").press("Save draft")
    theirs = office.browser.get(browser.path.split("?")[0]).expect(200)
    theirs.press("Save draft", body="Their text.").expect(200)
    browser.find("#body").send_keys("My text.")
    browser.see("somebody saved another text meanwhile").press("Show both")
    browser.see("Their text.").see("What stands there now")
    assert _value(browser) == "My text."
    browser.press("Save draft").see("Saved.")
    assert _value(browser) == "My text."


def test_the_toolbar_by_keys_alone(chromium, office):
    """MH-01: one stop for Tab, arrows within, Enter marks what is chosen; undo takes it back; the preview is the server's."""
    browser = _new(chromium("one"), office, "W-4")
    area = browser.find("#body")
    area.send_keys("crates")
    area.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.SHIFT, Keys.TAB, Keys.NULL)
    assert browser.driver.switch_to.active_element.text == "Bold"
    browser.keys(Keys.ENTER)
    assert _value(browser) == "**crates**"
    browser.keys(Keys.CONTROL, "z", Keys.NULL)
    assert _value(browser) == "crates"
    browser.keys(Keys.SHIFT, Keys.TAB, Keys.NULL).keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert browser.driver.switch_to.active_element.text == "List"
    browser.keys(Keys.ENTER)
    assert _value(browser) == "- crates"
    browser.press("Preview").see("Preview")
    assert browser.find("#preview li").text == "crates" and browser.path.endswith("/updates/new")


def _settled(browser):
    """Waits until what was typed last is saved."""
    edit = browser.driver.current_url
    text = browser.find("#body").get_attribute("value")

    def stored():
        page = browser.driver.execute_async_script(
            "const done = arguments[0]; fetch(location.href).then((a) => a.text()).then(done)"
        )
        return text in page

    eventually(stored, 10, f"the text at {edit}")
