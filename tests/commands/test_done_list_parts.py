"""The list of `crm done` without a terminal: keys from bytes, a line while it is typed, what a key does, what is drawn."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from crmcli.app import answer, open_book
from crmcli.commands.write.agenda.board.drawing import (
    FOOT,
    HEAD,
    clipped,
    cursor,
    filled,
    lines,
    room,
)
from crmcli.commands.write.agenda.board.items import of_row
from crmcli.commands.write.agenda.board.keys import Keys
from crmcli.commands.write.agenda.board.opened import show
from crmcli.commands.write.agenda.board.line import Line, begun, shown, typed
from crmcli.commands.write.agenda.board.state import Item, State, in_sight, press, renewed
from crmcli.domain.text.width import cells
from crmcli.messages import Phrases
from crmcli.reports.pages import due

KO, EN = Phrases("ko"), Phrases("en")


def item(account: str = "hanbit", **more: object) -> Item:
    made = Item(
        "next",
        account,
        "pt2",
        date(2025, 11, 28),
        ("deals.pt2.next",),
        date(2025, 12, 1),
        "3일 지남",
        "다음 약속",
        "한빛전자㈜",
        "pt2",
        "견적서 보내기",
        "김민지",
    )
    return made._replace(**more)


def many(number: int) -> State:
    return State(tuple(item(f"a{each}", name=f"거래처 {each}") for each in range(number)))


# --- keys


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("가a", ["가", "a"]),
        ("\x1b[A\x1b[B\x1bOA\x1b[C\x1b[D", ["up", "down", "up", "right", "left"]),
        ("\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~", ["home", "end", "page-up", "page-down", "delete"]),
        (
            "\r\n\x7f\b\x03\x04\x15\x17",
            ["enter", "enter", "backspace", "backspace", "ctrl-c", "ctrl-d", "ctrl-u", "ctrl-w"],
        ),
        (
            "\x1b[1;5A\x1b[200~x\x1b[?1;2c",
            ["up", "x"],
        ),  # with Ctrl; what is pasted; what nobody asked for
        ("\x1bx", ["escape", "x"]),
        ("\x00\x0e\u200b\u202e", []),
    ],
)
def test_bytes_are_keys(sent, keys):
    assert keys == Keys().feed(sent.encode())


def test_keys_come_in_pieces_of_any_length():
    sent = "한글\x1b[A끝\x1b[6~".encode()
    one_by_one = Keys()
    assert ["한", "글", "up", "끝", "page-down"] == [
        key for place in range(len(sent)) for key in one_by_one.feed(sent[place : place + 1])
    ]


def test_an_escape_alone_is_a_key_once_nothing_follows():
    keys = Keys()
    assert ([], True) == (keys.feed(b"\x1b"), keys.is_waiting)
    assert (["escape"], False) == (keys.flush(), keys.is_waiting)
    assert [] == keys.flush()


def test_bytes_that_are_no_text_are_no_end():
    assert ["\ufffd", "a"] == Keys().feed(b"\xffa")


# --- a line


def write(text: str, *keys: str) -> Line:
    line = begun(text)
    for key in keys:
        line = typed(line, key)
    return line


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("한글", ["backspace"], ("한", 1)),
        ("한글", ["left", "backspace"], ("글", 0)),
        ("한글", ["home", "delete"], ("글", 0)),
        ("한글", ["home", "left", "x"], ("x한글", 1)),
        ("한글", ["end", "right", "!"], ("한글!", 3)),
        ("감사 기간", ["ctrl-w"], ("감사 ", 3)),
        ("감사 기간 ", ["ctrl-w", "ctrl-w"], ("", 0)),
        ("감사 기간", ["left", "ctrl-u"], ("간", 0)),
        ("", ["backspace", "delete", "ctrl-w", "tab"], ("", 0)),
        ("e\u0301", ["backspace"], ("", 0)),  # a letter with its mark
        ("", ["ᄒ", "ᅡ", "ᆫ", "backspace"], ("", 0)),  # parts that join to one syllable
        ("", ["ᄒ", "ᅡ", "ᆫ"], ("한", 1)),
    ],
)
def test_a_syllable_is_deleted_whole(text, keys, after):
    assert after == tuple(write(text, *keys))


def test_a_long_line_shows_where_the_cursor_is():
    for width in (5, 6, 20):
        for at in range(11):
            text, cell = shown(Line("가나다라마바사아자차", at), width)
            assert cells(text) <= width
            assert 0 <= cell < width


# --- keys in the list


def test_keys_move_and_stay_within_the_list():
    state = many(3)
    for key, at in [
        ("j", 1),
        ("down", 2),
        ("j", 2),
        ("k", 1),
        ("up", 0),
        ("k", 0),
        ("end", 2),
        ("home", 0),
        ("page-down", 2),
    ]:
        state, effect = press(state, key, 5)
        assert (at, "") == (state.at, effect)


@pytest.mark.parametrize(
    ("keys", "effect"),
    [
        ("xX ㅌ", "tick"),
        ("rRㄱ", "rest"),
        ("oㅐ", "open"),
        ("eㄷ", "edit"),
        ("wㅈ", "write"),
        ("uㅕ", "undo"),
        ("qQㅂ", "quit"),
    ],
)
def test_a_key_asks_for_the_same_in_both_keyboards(keys, effect):
    for key in keys:
        assert effect == press(many(1), key, 5)[1]


def test_without_a_row_nothing_is_done_to_one():
    for key in "xroew":
        assert "" == press(State(), key, 5)[1]
    assert "undo" == press(State(), "u", 5)[1]


def test_a_filter_lets_words_through_and_escape_takes_it_back():
    state = State((item(), item("daehan", name="대한물산", about="first", why="첫 방문")))
    for key in ("/", "방", "문"):
        state, effect = press(state, key, 5)
        assert "" == effect
    assert ["daehan"] == [each.account for each in state.shown]
    kept, _ = press(state, "enter", 5)
    assert ("방문", None, ["daehan"]) == (
        kept.filter,
        kept.line,
        [each.account for each in kept.shown],
    )
    assert 2 == len(press(kept, "escape", 5)[0].shown)
    assert 2 == len(press(state, "escape", 5)[0].shown)
    assert "stop" == press(state, "ctrl-c", 5)[1]
    assert "" == press(state, "q", 5)[1]  # a letter of the filter


def test_any_key_leaves_the_keys():
    state, _ = press(many(2), "?", 5)
    assert state.help
    assert (False, "") == ((after := press(state, "q", 5))[0].help, after[1])
    assert "stop" == press(state, "ctrl-c", 5)[1]


def test_the_person_stays_on_the_row_when_the_list_is_read_anew():
    state = many(4)._replace(at=2)
    fewer = renewed(state, state.items[1:], "", "told")
    assert ("a2", 1, "told") == (fewer.item and fewer.item.account, fewer.at, fewer.told)
    gone = renewed(state, state.items[:2], "", "")
    assert "a1" == (gone.item and gone.item.account)
    assert renewed(state, (), "", "").item is None


# --- what is drawn


@pytest.mark.parametrize("say", [KO, EN], ids=["ko", "en"])
@pytest.mark.parametrize("size", [(80, 24), (140, 50), (40, 10), (20, 8), (80, 5)])
@pytest.mark.parametrize(
    "state",
    [
        State(),
        many(3),
        many(99),
        many(99)._replace(help=True),
        many(9)._replace(line=begun("거래처 아주 긴 말 " * 9)),
    ],
)
def test_no_line_is_wider_and_no_window_higher(say, size, state):
    width, height = size
    drawn = lines(state, width, height, say)
    assert len(drawn) <= height
    assert [] == [each for each in drawn if cells(each) > width]
    line, cell = cursor(state, width, height, say)
    assert (True, True) == (0 <= line < max(height, 8), 0 <= cell < width)


def test_a_row_a_line_and_the_one_the_person_is_on_in_full_below():
    state = State((item(), item("daehan", name="대한물산", why="아주 길게 적은 약속 " * 9)), at=1)
    drawn = lines(state, 80, 24, KO)
    assert "할 일 2건" == drawn[0]
    assert "  3일 지남  다음 약속  한빛전자㈜  pt2: 견적서 보내기" == drawn[2].rstrip()
    assert drawn[3].startswith("> 3일 지남  다음 약속  대한물산    pt2: 아주 길게")
    assert drawn[3].rstrip().endswith("…")
    assert drawn[-4].startswith("대한물산 (daehan) · pt2: 아주 길게 적은 약속")
    assert drawn[-3].startswith(("아주 ", "길게 ", "적은 ", "약속 "))  # words stay whole
    assert lines(state, 140, 24, KO)[2].endswith("  김민지")


def test_the_keys_are_whole_at_eighty_columns():
    for say in (KO, EN):
        state = many(1)
        assert say("told-board-keys") == lines(state, 80, 24, say)[-1]
        helped = lines(state._replace(help=True), 80, 24, say)
        assert [] == [each for each in helped if "…" in each]


@pytest.mark.parametrize("say", [KO, EN])
@pytest.mark.parametrize("width", [40, 60, 70])
def test_in_a_narrow_window_no_key_is_cut_and_help_and_the_way_out_stay(say, width):
    every = say("told-board-keys").split("  ")
    shown = lines(many(3), width, 24, say)[-1].split("  ")
    assert shown == [*every[: len(shown) - 2], *every[-2:]]
    assert len(shown) >= 4
    page = lines(many(3)._replace(help=True), width, 50, say)
    assert "…" not in "".join(page[HEAD:-FOOT])
    told = " ".join(" ".join(page[HEAD:-FOOT]).split())
    for each in ("told-board-help-move", "told-board-help-stop"):
        assert " ".join(say(each).split()) in told


def test_hostile_text_reaches_no_terminal():
    drawn = lines(
        State((item(name="\x1b[2J\u202eevil", why="a\nb\x07", about="\x9b"),)), 80, 24, EN
    )
    assert [] == [
        char
        for line in drawn
        for char in line
        if char < " " or "\x7f" <= char <= "\x9f" or char == "\u202e"
    ]


def test_the_row_stays_in_sight():
    for at in (0, 5, 50, 98):
        seen = in_sight(many(99)._replace(at=at), room(24))
        assert seen.top <= at < seen.top + room(24)


def test_texts_are_cut_and_filled_by_cells():
    assert ("한…", "한글 ", "한글") == (clipped("한글자", 4), filled("한글", 5), clipped("한글", 4))
    assert [5] * 3 == [cells(filled(text, 5)) for text in ("한글자요", "abc", "가나b")]


def test_the_page_shows_the_list_as_it_is_drawn(tmp_path):
    page = (Path(__file__).parents[2] / "docs/done.md").read_text("utf-8")
    for name, text in re.findall(r"```yaml\n# (\S+)\n(.*?)```", page, flags=re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with open_book(str(tmp_path)) as book:
        found = answer(book, due.REPORT, due.Options(), as_of=date(2026, 8, 3))
    rows = tuple(of_row(found.table, row, EN) for row in found.table.rows)
    (picture,) = re.findall(r"```text\n(.*?)\n```", page, flags=re.DOTALL)
    drawn = lines(State(rows), 80, HEAD + len(rows) + FOOT, EN)
    assert picture.splitlines() == [each.rstrip() for each in drawn]


class Pressed:
    """A window of so many lines, with these keys; what was drawn for each."""

    def __init__(self, *keys: str) -> None:
        self.keys, self.drawn = [*keys], []

    def size(self) -> tuple[int, int]:
        return 80, 6

    def draw(self, lines: list[str], *_: object, **__: object) -> None:
        self.drawn.append([each.rstrip() for each in lines])

    def key(self) -> str:
        return self.keys.pop(0)


def test_an_account_is_read_line_by_line_and_page_by_page(tmp_path):
    (tmp_path / "crm.yaml").write_text("language: en\nrole_sets: {}\n")
    (tmp_path / "accounts").mkdir()
    notes = "".join(f"  - {{date: 2026-01-{day:02}, type: call}}\n" for day in range(1, 15))
    (tmp_path / "accounts/acme.yaml").write_text(f"name: Acme\nlog:\n{notes}")

    def top(*keys: str) -> list[str]:
        screen = SimpleNamespace(window=Pressed(*keys, "q"))
        with open_book(str(tmp_path)) as session:
            show(session, screen, EN, "acme")
        return screen.window.drawn[-1][:-1]

    whole = top()
    assert len(whole) == 5
    for keys in (["down"], ["j"]):
        assert whole[1:] == top(*keys)[:-1]
    assert whole[2:] == top("down", "j")[:-2]
    assert whole == top("j", "down", "k", "up") == top("up") == top("page-down", "page-up")
    assert whole[-1] == top("down", "down", "down", "down")[0]
    assert top("page-down") == top(" ") == top("j", "j", "j", "j", "j")
