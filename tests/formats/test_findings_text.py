"""Findings at a terminal: the caret stands under the text, whatever is in the text."""

from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.finding import Place
from crmcli.domain.located_finding import LocatedFinding, RelatedPlace
from crmcli.domain.text.width import cells as cell_len
from crmcli.formats.findings.text import render

CALLED = {each: each for each in ("error", "warning", "info")}
ACME = LocatedFinding(
    "accounts/acme.yaml",
    12,
    11,
    18,
    "unknown-contact",
    "error",
    "no contact `kim-old`",
    "log.3.with",
    "    with: kim-old",
)


def lines(spot: LocatedFinding, *, width: int | None = None) -> list[str]:
    return render([spot], color=False, write="write", called=CALLED, width=width).splitlines()


def on(excerpt: str, text: str) -> LocatedFinding:
    """A finding about `text` where it stands in `excerpt`."""
    at = excerpt.index(text) + 1
    return ACME._replace(excerpt=excerpt, column=at, end_column=at + len(text))


def under_caret(spot: LocatedFinding, *, width: int | None = None) -> str:
    """What of the excerpt line stands above the caret, counted in cells."""
    *_, shown, caret = lines(spot, width=width)
    first, last = caret.index("^"), len(caret)
    column, marked = 0, ""
    for char in shown:
        if first <= column < last:
            marked += char
        column += cell_len(char)
    return marked


def test_no_findings_are_no_text() -> None:
    assert render([], color=False, write="write", called=CALLED) == ""
    assert render([], color=True, write="write", called=CALLED) == ""


def test_a_finding_is_a_line_with_its_excerpt_and_a_caret() -> None:
    assert render([ACME], color=False, write="write", called=CALLED) == (
        "accounts/acme.yaml:12:11: error: no contact `kim-old` [unknown-contact]\n 12 |     with: kim-old\n    |           ^~~~~~~\n"
    )


def test_findings_follow_each_other_without_a_summary() -> None:
    other = LocatedFinding("crm.yaml", 3, 1, 2, "empty", "warning", "a", "stages")
    assert (
        render([ACME, other], color=False, write="write", called=CALLED)
        == render([ACME], color=False, write="write", called=CALLED)
        + "crm.yaml:3:1: warning: a [empty]\n"
    )


def test_colours_mark_file_severity_gutter_and_caret_only_when_asked() -> None:
    assert render([ACME], color=True, write="write", called=CALLED) == (
        "\x1b[1maccounts/acme.yaml\x1b[0m:12:11: \x1b[91merror\x1b[0m: no contact `kim-old` [unknown-contact]\n"
        "\x1b[2m 12 |\x1b[0m     with: kim-old\n"
        "\x1b[2m    |\x1b[0m           \x1b[91m^~~~~~~\x1b[0m\n"
    )
    assert "\x1b[35mwarning\x1b[0m" in render(
        [ACME._replace(severity="warning")], color=True, write="write", called=CALLED
    )
    assert "\x1b[1minfo\x1b[0m" in render(
        [ACME._replace(severity="info")], color=True, write="write", called=CALLED
    )


def test_hangul_before_and_under_the_caret_is_two_cells_wide() -> None:
    spot = on("이름: 김민수  # 구매팀", "김민수")._replace(file="accounts/한빛전자.yaml")
    assert lines(spot) == [
        "accounts/한빛전자.yaml:12:5: error: no contact `kim-old` [unknown-contact]",
        " 12 | 이름: 김민수  # 구매팀",
        "    |       ^~~~~~",
    ]


def test_jamo_and_emoji_that_join_are_as_wide_as_what_they_make() -> None:
    assert lines(on("\u1112\u1161\u11ab: kim", "kim"))[2] == "    |     ^~~"
    assert lines(on("👍🏽: kim", "kim"))[2] == "    |     ^~~"


def test_a_tab_is_one_space() -> None:
    assert lines(on("\twith:\tkim", "kim"))[1:] == [" 12 |  with: kim", "    |        ^~~"]


def test_a_place_without_length_has_one_caret() -> None:
    assert lines(on("name:", "name")._replace(end_column=1))[2] == "    | ^"
    assert lines(on("name:", "name")._replace(end_column=0))[2] == "    | ^"


def test_a_place_after_the_end_of_the_line_has_its_caret_there() -> None:
    assert lines(ACME._replace(excerpt="name:", column=6, end_column=7))[1:] == [
        " 12 | name:",
        "    |      ^",
    ]
    assert lines(ACME._replace(excerpt="name:", column=60, end_column=70))[2] == "    |      ^"


def test_a_blank_line_is_not_shown() -> None:
    assert len(lines(ACME._replace(excerpt="   "))) == 1


def test_record_text_cannot_move_the_cursor_or_turn_the_line_around() -> None:
    hostile = on("x: \x1b[2J\u202eabc kim", "kim")._replace(
        message="a\x1b[91m\u202eb", file="accounts/\x1b]0;x\x07.yaml", rule="r\u200b"
    )
    text = render([hostile], color=False, write="write", called=CALLED)
    assert not set(text) & set("\x1b\x07\u202e\u200b\x9b")
    assert "a\\x1b[91m\\u202eb [r\\u200b]" in text
    assert under_caret(hostile) == "kim"


def test_a_message_of_several_lines_stays_on_one() -> None:
    assert len(lines(ACME._replace(message="a\n::error::b\r\nc\u2028d\x85e", excerpt=""))) == 1


def test_a_caret_under_an_escaped_character_is_as_long_as_the_escape() -> None:
    assert lines(on("a\x1bb", "\x1b"))[1:] == [" 12 | a\\x1bb", "    |  ^~~~"]


def test_a_long_line_is_shown_around_the_place() -> None:
    spot = on("a" * 200 + " kim " + "b" * 200, "kim")
    *_, shown, caret = lines(spot)
    assert shown == " 12 | …" + "a" * 29 + " kim " + "b" * 58 + "…"
    assert caret == "    |" + " " * 32 + "^~~"
    assert len(shown) == 100


def test_a_long_line_is_cut_on_one_side_when_the_place_is_at_the_other() -> None:
    assert lines(on("kim" + "b" * 200, "kim"))[1] == " 12 | kim" + "b" * 89 + "…"
    assert lines(on("a" * 200 + "kim", "kim"))[1] == " 12 | …" + "a" * 89 + "kim"
    assert (
        lines(ACME._replace(excerpt="a" * 200, column=201, end_column=202))[2]
        == "    |" + " " * 93 + "^"
    )


def test_a_long_hangul_line_fits_and_keeps_its_caret() -> None:
    spot = on("가" * 150 + "김민수" + "나" * 150, "김민수")
    assert under_caret(spot) == "김민수"
    assert cell_len(lines(spot)[1]) <= 100


def test_a_place_longer_than_the_line_is_marked_as_far_as_it_is_shown() -> None:
    *_, shown, caret = lines(on("a" * 300, "a" * 300))
    assert shown == " 12 | " + "a" * 92 + "…"
    assert caret == "    | ^" + "~" * 91


def test_a_narrow_terminal_gets_shorter_excerpts_and_a_wide_one_no_longer_ones() -> None:
    spot = on("a" * 200 + " kim " + "b" * 200, "kim")
    assert max(cell_len(line) for line in lines(spot, width=60)) <= 60
    assert under_caret(spot, width=60) == "kim"
    assert lines(spot, width=400) == lines(spot)
    assert under_caret(spot, width=1) == "kim"


def test_at_a_terminal_the_message_is_broken_before_words_and_stays_whole_elsewhere() -> None:
    spot = ACME._replace(message="다음 약속일이 지났습니다. 지금 하거나 새 날짜를 약속하세요")
    whole = lines(spot)[0]
    broken = [line for line in lines(spot, width=30) if "|" not in line]
    assert " ".join(broken) == whole
    assert all(cell_len(line) <= 30 or " " not in line for line in broken)
    assert len(broken) > 2


def test_a_line_of_a_megabyte_costs_no_more_than_a_long_one() -> None:
    assert under_caret(on("a" * 1_000_000 + "kim" + "b" * 1_000_000, "kim")) == "kim"


@given(
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])),
    st.text("가a\u0301", max_size=3),
    st.text(),
)
def test_excerpts_fit_and_show_what_is_marked(before: str, marked: str, after: str) -> None:
    spot = ACME._replace(
        excerpt=before + marked + after, column=len(before) + 1, end_column=len(before + marked) + 1
    )
    text = render([spot], color=False, write="write", called=CALLED)
    assert text.endswith("\n")
    assert len(text.splitlines()) in {1, 3}
    assert all(cell_len(line) <= 100 for line in text.splitlines()[1:])


def test_what_to_write_and_what_belongs_to_it_stand_below_the_line():
    opened = RelatedPlace(Place(2, 8, 2, 9), "opened here", "roles: {ceo: 한빛")
    told = ACME._replace(write="with: kim-new", related=(opened,))
    assert lines(told)[1:] == [
        " 12 |     with: kim-old",
        "    |           ^~~~~~~",
        "    = write: with: kim-new",
        "  2 | roles: {ceo: 한빛",
        "    |        - opened here",
    ]
