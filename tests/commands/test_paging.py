"""A list as long as the terminal goes through a pager; nothing else does."""

import re

import pytest

from commands.typing_at import seen

POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
MANY = {f"acme-{number:02}": f"name: Acme {number}\nowner: ada\n" for number in range(30)}
LIST = ("list", "--as-of", "2026-08-01")
MARK = {"CRM_PAGER": "sed 's/^/P:/'", "NO_COLOR": "1"}


@pytest.fixture
def book(crm):
    crm.write(MANY, POLICY)
    return crm


def paged(screen):
    lines = screen.splitlines()
    return bool(lines) and all(line.startswith("P:") for line in lines)


def test_a_long_list_is_paged_and_again_when_the_same_is_asked_again(book):
    first, again = seen(book, *LIST, env=MARK), seen(book, *LIST, env=MARK)
    assert paged(first[0])
    assert 30 == first[0].count("P:acme-")
    assert (first, 0) == (again, first[1])


def test_less_is_told_how_our_text_is_encoded_since_the_locale_may_not_know(book):
    for locale in ("C", "xx_XX.UTF-8"):
        assert (
            "[utf-8]"
            in seen(book, *LIST, env={"CRM_PAGER": 'echo "[$LESSCHARSET]"; cat', "LC_ALL": locale})[
                0
            ]
        )
    assert (
        "[latin1]"
        in seen(
            book, *LIST, env={"CRM_PAGER": 'echo "[$LESSCHARSET]"; cat', "LESSCHARSET": "latin1"}
        )[0]
    )


def test_what_fits_is_not_paged(book):
    screen, _ = seen(book, *LIST, lines=60, env=MARK)
    assert "P:" not in screen
    assert 30 == screen.count("acme-")


@pytest.mark.parametrize(
    "words",
    [
        ("--no-pager", *LIST),
        (*LIST, "--no-pager"),
        (*LIST, "-o", "spoken"),
        (*LIST, "-o", "plain"),
        (*LIST, "--json"),
        (*LIST, "-o", "csv"),
        (*LIST, "-o", "markdown"),
    ],
    ids=" ".join,
)
def test_other_forms_and_no_pager_are_written_as_they_are(book, words):
    for _ in range(2):
        assert "P:" not in seen(book, *words, env=MARK)[0]


def test_a_page_of_help_is_paged_unless_it_is_said_before_or_behind(book):
    assert "P:" in seen(book, "help", "due", env=MARK)[0]
    for words in (("--no-pager", "help", "due"), ("help", "due", "--no-pager")):
        assert "P:" not in seen(book, *words, env=MARK)[0]


def test_in_a_pipe_nothing_is_paged(book):
    assert "P:" not in book(*LIST, env=MARK).text


@pytest.mark.parametrize(
    "pager", ["", "cat", "no-such-pager-here", "no-such-pager-here | cat -n >&2; exit 127"]
)
def test_no_pager_and_one_that_is_missing_are_no_errors(book, pager):
    for _ in range(2):
        screen, status = seen(book, *LIST, env={"CRM_PAGER": pager})
        assert (0, True) == (
            status,
            len(re.findall(r"^(?:\x1b\[\d+m)?acme-\d\d", screen, re.M)) == 30,
        )


def test_crm_pager_goes_before_pager_and_pager_before_less(book):
    assert paged(seen(book, *LIST, env={**MARK, "PAGER": "false"})[0])
    assert paged(seen(book, *LIST, env={"PAGER": MARK["CRM_PAGER"], "NO_COLOR": "1"})[0])


def test_less_is_told_to_keep_colours_unless_the_reader_says_otherwise(book):
    show = 'printf "less=$LESS\\n"; cat >/dev/null'
    assert ["less=FRX", "less=S"] == [
        seen(book, *LIST, env={"CRM_PAGER": show, "LESS": less})[0].strip() for less in (None, "S")
    ]


def test_the_pager_gets_colours(book):
    screen, _ = seen(book, "coverage", "--as-of", "2026-08-01", env={"CRM_PAGER": "cat -v"})
    assert "^[[1m" in screen


def test_whoever_leaves_early_or_by_ctrl_c_gets_the_commands_own_status(book):
    book.write({"bad": "name: [\n"})
    for pager in (
        "head -1",
        "sh -c 'kill -INT $$'",
        "sh -c 'kill -INT 0; cat >/dev/null'",
        "false",
    ):
        screen, status = seen(book, *LIST, env={"CRM_PAGER": pager})
        assert (1, False) == (status, "Traceback" in screen), pager


def test_the_findings_of_lint_are_a_list_too(book):
    book.write({f"odd-{number:02}": f"name: Odd {number}\nowner: nobody\n" for number in range(20)})
    assert "P:accounts/odd-00.yaml" in seen(book, "lint", "--as-of", "2026-08-01", env=MARK)[0]


def test_less_itself_shows_the_first_page_and_q_leaves_it(book):
    screen, status = seen(book, *LIST, typed="q", env={"PAGER": "less", "LESSHISTFILE": "-"})
    assert (0, True, False) == (status, "acme-00" in screen, "acme-29" in screen)


# For spreadsheets


def test_with_bom_a_csv_file_begins_as_excel_wants_it_whatever_the_locale(book):
    text = book(*LIST, "-o", "csv").out
    for env in ({}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}):
        for _ in range(2):
            assert b"\xef\xbb\xbf" + text == book(*LIST, "-o", "csv", "--bom", env=env).out


def test_bom_without_csv_is_an_error(book):
    ran = book(*LIST, "--bom")
    assert (2, b"", "crm: --bom goes with -o csv only") == (
        ran.status,
        ran.out,
        ran.told.splitlines()[0],
    )
