"""What staff and recipients do in a real browser."""

from support.service import PASSWORD
from support.waiting import eventually


def sign_in(browser, email="desk@local.test"):
    browser.open("/sign-in").type("email", email).type("password", PASSWORD).press("Sign in", "main")
    assert browser.path != "/sign-in", browser.words
    return browser


def write_and_send(browser, contact, address, files, title="Findings of the week", verification=True):
    """From the first contact to the tracker's page, by mouse; `files` are paths."""
    browser.open("/people/new").tick("Contact").type("name", contact).type("email", address).press("Add", "main")
    browser.open("/cases/new").type("reference", f"R {address}").type("title", "Smith against Jones").press("Open case")
    case = browser.driver.current_url
    browser.press("People", ".tabs").choose("person", address).choose("role", "lient contact").press(
        "Assign", "main .card"
    )
    browser.open(case).press("New update").type("title", title).type("body", "What we *found*.").press("Save draft")
    upload(browser, files)
    browser.press("Save and validate").press("Send", "main .head").see("Send this update")
    for block in browser.all("details.block:not([open]) > summary"):
        block.click()
    browser.tick(address)
    box = browser.find("#verification")
    if box.is_selected() != verification:
        box.click()
    browser.press("Continue").see("Check before sending").see(contact).press("Send to")
    assert browser.path.startswith("/sends/"), browser.words
    return browser


def upload(browser, files):
    """Chooses files and sends them, by the page's script or by its form."""
    browser.find("#files-input").send_keys("\n".join(str(file) for file in files))
    browser.press("Add to the update")
    for file in files:
        browser.see(f"{file.name}: added" if browser.script else file.name, 20)
    if browser.script:
        eventually(lambda: len(browser.all("#files tbody tr")) >= len(files), 10, "the list of files")


def verify(browser, link, address, code):
    """Opens a link with the code that `code` fetches from the mailbox."""
    browser.open(link).see("You have a secure file")
    browser.type("email", address).press("E-mail me a code").see("Check your e-mail")
    browser.type("code", code()).press("Continue").see("Your secure update")
    return browser
