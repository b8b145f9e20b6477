"""Somebody's first hour with the page alone, who will never open a terminal: once in English, once in Korean."""

import shutil
import subprocess
from typing import NamedTuple

import pytest

from browser.conftest import PHONE, ROOT, serve
from crmcli.messages import Phrases


class Somebody(NamedTuple):
    """Who sits there, in which book, and what is looked for there."""

    example: str
    locale: str
    name: str
    email: str
    account: str
    called: str  # what is typed to find the account, and
    shown: str  # how it is called
    contact: str
    deal: str
    said: str
    next: str


PEOPLE = {
    "en": Somebody(
        "northwind",
        "en-US",
        "Luis Ortega",
        "luis@northwind.example",
        "lakeview-foods",
        "lakeview",
        "Lakeview Foods, Inc.",
        "",
        "",
        "Walked the plant; they want the noise down",
        "Send two offers",
    ),
    "ko": Somebody(
        "hanbit",
        "ko-KR",
        "김민지",
        "mj.kim@hansol-it.example",
        "hanbit-electronics",
        "ㅎㅂㅈㅈ",
        "한빛전자㈜",
        "이동현",
        "pt2-batch",
        "장애 보고서를 설명했고 야간 배치 시간을 다시 보기로 함",
        "배치 시간표 보내기",
    ),
}


@pytest.fixture(params=sorted(PEOPLE))
def sitting(request, tmp_path, cache, window):
    who = PEOPLE[request.param]
    book = shutil.copytree(ROOT / "examples" / who.example, tmp_path / "book")
    git = ["git", "-C", str(book)]
    subprocess.run([*git, "init", "-q"], check=True)
    for name, value in (("user.name", who.name), ("user.email", who.email)):
        subprocess.run([*git, "config", name, value], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "start"], check=True)
    serving = serve(book, "--write")
    served = next(serving)
    seen = window(served, PHONE, locale=who.locale)
    yield who, served, seen, Phrases(request.param)
    assert seen.wrong == []
    serving.close()


def tap(page, name, value):
    """As a finger does: the word, not the circle behind it."""
    page.locator(f"label.tap:has(input[name='{name}'][value='{value}'])").click()


def test_from_today_to_an_entry_written_seen_and_taken_back(sitting):
    who, served, seen, say = sitting
    page, file = seen.page, served.book / "accounts" / f"{who.account}.yaml"
    before = file.read_bytes()

    # what is to be done today stands on the first page, and can be ticked off there
    assert page.locator("main h1").inner_text() == say("page-today")
    assert page.locator("main tbody tr").count() > 0
    assert page.get_by_role("link", name=say("page-write-tick")).count() > 0

    # the account is found by what people call it, by Hangul initials too
    page.goto(served.at("find"))
    box = page.locator("main input[type=search], main input[type=text]").first
    box.fill(who.called)
    with page.expect_navigation():
        box.press("Enter")
    with page.expect_navigation():
        page.get_by_role("link", name=who.shown).first.click()
    assert who.shown in page.locator("main h1").inner_text()

    # what happened is written down in a few taps: whom, what, how it went, what comes next
    with page.expect_navigation():
        page.get_by_role("link", name=say("page-write-log"), exact=True).first.click()
    if who.contact:
        page.locator("label.tap", has_text=who.contact).first.click()
        tap(page, "deal", who.deal)
    tap(page, "type", "visit")
    page.locator("textarea[name=what]").fill(who.said)
    if who.deal:
        page.locator("input[name='next.date']").fill("2099-12-01")
        page.locator("input[name='next.what']").fill(who.next)
    with page.expect_navigation():
        page.get_by_role("button", name=say("page-write-look")).click()

    # nothing is written before it was seen
    assert file.read_bytes() == before
    assert who.said.split(";")[0] in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name=say("page-write-make")).click()
    after = file.read_bytes()
    assert who.said.encode() in after and (not who.deal or who.next.encode() in after)
    assert page.locator("main h1").inner_text() == say("page-write-written")

    # it stands on the account's page, which others see too
    page.goto(served.at(f"account/{who.account}"))
    assert who.said.split(";")[0] in page.locator("main").inner_text()
    page.go_back(wait_until="commit")

    # and it is taken back, byte for byte
    with page.expect_navigation():
        page.get_by_role("button", name=say("page-write-undo")).click()
    assert file.read_bytes() == before
    assert say("page-write-undone") in page.locator("main").inner_text()


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(sitting):
    who, served, seen, say = sitting
    page = seen.page
    page.goto(served.at(f"write/log?account={who.account}"))
    page.locator("textarea[name=what]").fill(who.said)
    tap(page, "type", "call")
    page.locator("details", has=page.locator("input[name=date]")).locator("summary").click()
    page.locator("input[name=date]").evaluate(
        "field => { field.type = 'text'; field.value = 'soon' }"
    )
    with page.expect_navigation():
        page.get_by_role("button", name=say("page-write-look")).click()
    assert page.locator("textarea[name=what]").input_value() == who.said
    assert page.locator("[aria-invalid=true]").count() == 1
    assert page.locator("input[name=date]").get_attribute("aria-invalid") == "true"
    seen.wrong[:] = [each for each in seen.wrong if "422" not in each and "400" not in each]


def test_the_book_goes_back_to_a_month_end_and_returns(sitting):
    who, served, seen, say = sitting
    page = seen.page
    page.goto(served.at("coverage"))
    now = page.locator(".figures").first.inner_text()
    page.goto(served.at("coverage?as_of=2026-05-31"))
    assert page.locator(".figures").first.inner_text() != now
    with page.expect_navigation():
        page.get_by_role("link", name=say("page-day-back")).first.click()
    assert page.locator(".figures").first.inner_text() == now
