"""What roles may do, as an administrator ticks it, in browsers without script."""

import pytest
from support.office import Office
from support.service import Service
from support.smtp_trap import SMTPTrap


@pytest.fixture
def trap():
    server = SMTPTrap().start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def firm(request, tmp_path, trap):
    """A server on each engine, with an administrator and a manager."""
    database = request.getfixturevalue("cluster").new_database() if request.param == "postgres" else None
    server = Service(tmp_path / "firm", smtp=trap.url, DATABASE_URL=database)
    server.add_staff("Ida Chief", "chief@local.test")
    server.add_staff("Mia Manager", "mia@local.test", role="manager")
    server.start()
    yield server
    server.stop()


def test_a_permission_is_taken_given_back_and_set_as_shipped(firm):
    """AU-08 AU-03: what an administrator unticks is gone from the manager's pages and refused where a page was open, until it is as shipped again."""
    chief, mia = Office(firm).sign_in(), Office(firm, email="mia@local.test").sign_in()
    open_before = mia.browser.get("/cases/new").expect(200).form("Open case").fill(reference="2026-9", title="Late")
    form = chief.browser.get("/permissions").expect(200).form("Save")
    form.tick("staff-validate-updates")
    refused = form.submit("Save").expect(422)
    assert "tick that for staff too" in refused.words
    form = refused.form("Save").tick("staff-validate-updates", on=False).tick("manager-open-cases", on=False)
    saved = form.submit("Save").expect(200)
    assert saved.path == "/permissions" and "Manager: no longer “Open cases”" in saved.words
    open_before.submit("Open case").expect(403)
    mia.browser.get("/cases/new").expect(403)
    assert "/cases/new" not in mia.browser.get("/cases").expect(200).text
    seen = mia.browser.get("/permissions").expect(200)
    assert "Ida Chief" in seen.words and not [form for form in seen.forms if "permissions" in form.action]
    shipped = saved.press("Set all roles as shipped").expect(200)
    assert "Manager: given “Open cases”" in shipped.words
    assert mia.open_case("2026-10", "In time")
