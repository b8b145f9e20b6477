"""Writing in a real browser: four taps on a phone, the preview, written, taken back; back and reload; without scripts; findings while one types."""

import shutil
import subprocess

import pytest

from browser.conftest import PHONE, ROOT, serve

ACCOUNT = "account=dockside-storage"


@pytest.fixture
def copied(tmp_path, cache):
    """A book of one's own, in git, to write to."""
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    for words in (
        ("init", "-q"),
        ("config", "user.email", "dana@northwind.example"),
        ("config", "user.name", "Dana"),
        ("add", "-A"),
        ("commit", "-qm", "start"),
    ):
        subprocess.run(["git", "-C", book, *words], check=True)
    yield from serve(book, "--write")


def log(page):
    """Whom, what, outcome: a tap each."""
    for words in ("Mack Ellison", "call", "reached"):
        page.locator("label.tap", has_text=words).first.click()
    with page.expect_navigation():
        page.locator("button.main").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_entry_is_written_on_a_phone_and_taken_back(copied, window, scripts):
    file = copied.book / "accounts" / "dockside-storage.yaml"
    before = file.read_bytes()
    seen = window(copied, size=PHONE, locale="en-US", java_script_enabled=scripts)
    seen.page.goto(copied.at(f"write/log?{ACCOUNT}"))
    log(seen.page)
    assert file.read_bytes() == before
    with seen.page.expect_navigation():
        seen.page.locator("button.main").click()
    assert "Written by Dana Kowalczyk." in seen.page.locator("main").inner_text()
    written = file.read_bytes()
    assert len(written.splitlines()) == len(before.splitlines()) + 1
    seen.page.reload()
    assert file.read_bytes() == written
    with seen.page.expect_navigation():
        seen.page.locator("button", has_text="Take it back").click()
    assert seen.page.locator("h1").inner_text() == "Taken back"
    assert file.read_bytes() == before
    assert seen.wrong == []


def test_back_leads_to_what_was_typed(copied, window):
    seen = window(copied, locale="en-US")
    seen.page.goto(copied.at(f"write/log?{ACCOUNT}"))
    seen.page.fill("#f-what", "Roof")
    log(seen.page)
    seen.page.go_back(wait_until="commit")
    assert seen.page.input_value("#f-what") == "Roof"
    assert seen.page.locator("label.tap", has_text="call").first.locator("input").is_checked()
    assert seen.wrong == []


def test_findings_are_told_while_a_text_is_typed(copied, window):
    seen = window(copied, locale="en-US")
    seen.page.goto(copied.at(f"write/text?{ACCOUNT}"))
    text = seen.page.input_value("#f-text")
    seen.page.fill("#f-text", text.replace("status: prospect", "status: prospekt"))
    seen.page.locator(".findings li", has_text="prospekt").wait_for()
    assert seen.wrong == []
