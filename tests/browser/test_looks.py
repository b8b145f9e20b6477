"""What eyes see first: nothing lies over anything else, no page is wider than its window, drawings use the room of a wide
one, paper cuts nothing off, and the week is one sheet."""

import re

import pytest

from browser.conftest import DESK, PHONE
from browser.test_every_page import ADDRESSES, LOCALES, SIDEWAYS, subject
from browser.test_writing import copied  # noqa: F401 - the fixture

WIDE, PAPER = (2560, 1440), (688, 1000)  # a large screen; A4 between its margins
# Words of two elements on the same place, by their first letters. What stays while the rest goes by may lie over it, and
# what its box does not show lies nowhere.
OVER = """() => {
  const seen = [], shown = (each) => each.checkVisibility({visibilityProperty: true}) && !each.closest('.unseen, svg, .contents, select, datalist, dialog');
  for (const each of document.querySelectorAll('main *')) {
    const own = [...each.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    if (!own.length || !shown(each) || (each.closest('thead')?.offsetWidth ?? 9) < 2) continue;
    const box = each.closest('.box')?.getBoundingClientRect();
    for (const node of own) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, top, right, bottom } of range.getClientRects())
        if (!box || (right <= box.right + 1 && left >= box.left - 1)) seen.push([left + 1, top + 3, right - 1, bottom - 3, node.data.trim().slice(0, 20)]);
    }
  }
  seen.sort((one, other) => one[1] - other[1]);
  const found = [];
  seen.forEach((one, at) => {
    for (let next = at + 1; next < seen.length && seen[next][1] < one[3]; next++)
      if (seen[next][0] < one[2] && one[0] < seen[next][2]) found.push([one[4], seen[next][4]]);
  });
  return found.slice(0, 5);
}"""
SHORT_OF = """() => [...document.querySelectorAll('figure.on-desk')]
  .map((each) => each.querySelector('svg').getBoundingClientRect().width / each.getBoundingClientRect().width)
  .filter((part) => part < .75)"""
CUT = """(edge) => [...document.querySelectorAll('main table, main .lane, main .card, main figure.box svg')]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > edge + 1)
  .map((each) => [each.tagName, each.closest('section')?.querySelector('h2')?.textContent])"""
SCROLLED = """() => [...document.querySelectorAll('main .look-cards .box')]
  .filter((each) => each.scrollWidth > each.clientWidth + 1).length"""


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_how_a_page_looks(books, window, name, path, language):
    served, found = books[language], {}
    where = served.at(path.format(subject(name, served.book)))
    for size in (PHONE, DESK, WIDE):
        page = window(served, size, locale=LOCALES[language]).page
        page.goto(where)
        found[size[0], "over"] = page.evaluate(OVER)
        found[size[0], "sideways"] = page.evaluate(SIDEWAYS)
        if size == WIDE:
            found["drawn in half of the room"] = page.evaluate(SHORT_OF)
    page = window(served, PAPER, locale=LOCALES[language]).page
    page.goto(where)
    page.emulate_media(media="print")
    found["cut on paper"] = page.evaluate(CUT, PAPER[0])
    assert {key: value for key, value in found.items() if value} == {}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_week_is_one_sheet_for_the_wall(books, window, language):
    page = window(books[language], locale=LOCALES[language]).page
    page.goto(books[language].at("review"))
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    rows = page.locator(".parts > .look-wide tbody tr")
    assert rows.count() > 8
    page.emulate_media(media="print")
    assert all(each.is_visible() for each in rows.all())  # a week that has room is told whole
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_at_a_desk_the_agenda_is_seen_whole_with_its_buttons_and_on_paper_without(copied, window):  # noqa: F811
    page = window(copied, DESK, locale="en-US").page
    page.goto(copied.at("?as_of=2026-08-01"))
    acts = page.locator("td.acts a")
    assert acts.count() > 10
    assert acts.first.is_visible()
    assert page.evaluate(SCROLLED) == 0
    page.emulate_media(media="print")
    assert not acts.first.is_visible()


def test_a_board_shows_at_its_edge_that_there_is_more_and_only_there(hanbit, window):
    page = window(hanbit, DESK).page
    page.goto(hanbit.at("pipeline"))
    board = page.locator(".lanes")
    edge = board.bounding_box()
    clip = {"x": edge["x"] + edge["width"] - 8, "y": edge["y"] + 60, "width": 6, "height": 1}
    more = page.screenshot(clip=clip)
    board.evaluate("(each) => each.scrollTo(each.scrollWidth, 0)")
    assert page.screenshot(clip=clip) != more
