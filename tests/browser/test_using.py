"""The pages as somebody uses them: keys, back and reload, without scripts, on paper, while a file changes on disk."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from browser.conftest import DAY, DESK, PHONE, ROOT, serve
from crmcli.web.views.registry import PAGES

MENU = [page for page in PAGES if page.menu and page.key]


def there(served, path):
    """The page's address, whatever is asked of it."""
    return re.compile(re.escape(served.at(path)) + r"(\?.*)?$")


@pytest.fixture
def copied(tmp_path, cache):
    """A book of one's own to change."""
    book = shutil.copytree(ROOT / "examples" / "northwind", tmp_path / "book")
    yield from serve(book, "--as-of", DAY)


def test_every_page_of_the_menu_has_a_key_also_on_a_korean_keyboard(northwind, window):
    seen = window(northwind, locale="en-US")
    for page in MENU:
        with seen.page.expect_navigation(url=there(northwind, page.path)):
            seen.page.keyboard.press("g")
            seen.page.keyboard.press(page.key)
    seen.page.goto(northwind.at(""))
    # what a Korean keyboard sends: the same keys, other letters
    press = """(code, key) => document.body.dispatchEvent(
        new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))"""
    with seen.page.expect_navigation(url=there(northwind, "coverage")):
        for code, key in (("KeyG", "ㅎ"), ("KeyC", "ㅊ")):
            seen.page.evaluate(f"([code, key]) => ({press})(code, key)", [code, key])
    assert seen.wrong == []


def test_rows_are_walked_through_and_all_keys_are_told(northwind, window):
    page = window(northwind).page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("main tbody tr:not(.behind)").first
    assert "on" in (first.get_attribute("class") or "").split()
    page.keyboard.press("?")
    told = page.locator("dialog").inner_text()
    assert all(f"g {each.key}" in told.replace("\n", " ") for each in MENU)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)  # once it has told that it is closed


def test_back_and_reload_keep_what_was_asked(northwind, window):
    page = window(northwind).page
    page.goto(northwind.at("coverage"))
    with page.expect_navigation(url="**owner=luis-o**"):
        page.locator("select[name=owner]").select_option("luis-o")
    rows = page.locator("main tbody tr").count()
    page.reload()
    assert page.locator("select[name=owner]").input_value() == "luis-o"
    assert page.locator("main tbody tr").count() == rows
    page.go_back(wait_until="commit")
    assert "owner" not in page.url


@pytest.mark.parametrize("name", [page.name for page in MENU])
def test_without_scripts_a_page_has_all_it_says(northwind, window, name):
    page = next(each for each in MENU if each.name == name)
    told = []
    for scripts in (True, False):
        seen = window(northwind, java_script_enabled=scripts)
        seen.page.goto(northwind.at(page.path))
        told.append(seen.page.locator("main h1, main h2, main td, main th").all_inner_texts())
    assert told[0] == told[1]
    assert told[0]


def test_without_scripts_filters_are_a_form(northwind, window):
    page = window(northwind, java_script_enabled=False).page
    page.goto(northwind.at("coverage"))
    page.locator("select[name=owner]").select_option("luis-o")
    with page.expect_navigation():
        page.locator(".filters button").first.click()
    assert "owner=luis-o" in page.url


def test_on_paper_there_is_no_menu_and_nothing_is_cut(northwind, window):
    page = window(northwind).page
    page.emulate_media(media="print")
    for each in (".menu", ".filters", "header .day"):
        assert not any(found.is_visible() for found in page.locator(each).all()), each
    assert page.locator("main h1").is_visible()


def test_what_changes_on_disk_is_shown_within_two_seconds_and_what_is_typed_stays(copied, window):
    seen = window(copied)
    seen.page.goto(copied.at("coverage"))
    sift = seen.page.locator("[data-sift]").first
    sift.fill("Dockside")
    file = copied.book / "accounts" / "dockside-storage.yaml"
    file.write_text(
        file.read_text().replace("name: Dockside Self Storage", "name: Dockside Vaults")
    )
    seen.page.get_by_role("link", name="Dockside Vaults").first.wait_for(timeout=10_000)
    assert sift.input_value() == "Dockside"
    with seen.page.expect_navigation(url="**owner=luis-o**", timeout=10_000):
        seen.page.locator(".filters select[name=owner]").select_option("luis-o")
    assert seen.wrong == []


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_somebody_without_the_secret_sees_nothing(northwind, browser, size):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    answer = page.goto(northwind.at("coverage"))
    assert answer.status in {401, 403}
    assert "Lakeview" not in page.content()
    context.close()


def test_on_a_phone_the_menu_shows_where_one_is(northwind, window):
    page = window(northwind, PHONE).page
    for each in MENU:
        page.goto(northwind.at(each.path))
        expect(page.locator(".menu [aria-current]")).to_be_in_viewport(ratio=1)
