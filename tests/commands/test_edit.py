"""An account in the user's own editor: checked when it closes, never lost, and never an editor that the book names."""

import os
import sys
import tempfile

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from commands.typing_at import CTRL_C, talk
from crmcli.commands.admin.edit import _copied
from crmcli.domain.errors import CrmError

POLICY = "language: en\n"
HANBIT = "name: 한빛 # the name\nstatus: prospect\n"
AGAIN = "There are errors. Go on editing?"
BROKEN = "This cannot be read."
DRAFT = "There is a draft of yours"


EDITOR = """\
import os, sys
with open({turns!r}, "a") as file:
    file.write("x")
text = {texts!r}[os.path.getsize({turns!r}) - 1]
if text is not None:
    with open(sys.argv[-1], "w", encoding="utf-8", newline="") as file:
        file.write(text)
{more}
"""


@pytest.fixture
def book(shared):
    for each in (shared.book / "accounts").glob("*.draft-*"):
        each.unlink()
    shared.write({"hanbit": HANBIT}, POLICY)
    return shared


def drafts(book):
    """What was kept beside the file, by what comes after its name."""
    folder = book.book / "accounts"
    return [each.read_text(encoding="utf-8") for each in sorted(folder.glob("hanbit.yaml.draft-*"))]


def file(book):
    return (book.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")


def editor(book, *texts, name="editor", more=""):
    """A program that leaves these texts, one each time it is run; None leaves the file as it is."""
    path, turns = book.home / name, book.home / f"{name}.turn"
    turns.unlink(missing_ok=True)
    path.write_text(EDITOR.format(turns=str(turns), texts=texts, more=more), encoding="utf-8")
    return f"{sys.executable} {path}"


def turns(book, name="editor"):
    path = book.home / f"{name}.turn"
    return path.stat().st_size if path.exists() else 0


def edited(book, *words, answers=(), **env):
    return talk(
        book,
        "edit",
        "hanbit",
        *words,
        answers=list(answers),
        env={"VISUAL": None, "EDITOR": None, **env},
    )


def test_what_was_changed_is_written_and_told(book):
    changed = HANBIT.replace("prospect", "dormant") + "tags: [a]  # kept as typed\n"
    ran = edited(book, EDITOR=editor(book, changed))
    assert (0, changed, "한빛: prospect -> dormant\n한빛: tag added: a\n", "") == (
        ran.status,
        file(book),
        ran.out,
        ran.screen,
    )


def test_where_no_editor_is_named_it_is_vi(book):
    folder = book.home / "bin"
    folder.mkdir(exist_ok=True)
    changed = HANBIT.replace("prospect", "dormant")
    (folder / "vi").write_text(f'#!/bin/sh\nexec {editor(book, changed)} "$@"\n')
    (folder / "vi").chmod(0o700)
    ran = edited(book, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}")
    assert (0, changed) == (ran.status, file(book))


def test_what_was_left_alone_is_left_alone(book):
    ran = edited(book, EDITOR=editor(book, None))
    assert (0, "", "nothing to change: the file says so already\n", HANBIT) == (
        ran.status,
        ran.out,
        ran.screen,
        file(book),
    )


def test_a_dry_run_shows_the_difference(book):
    ran = edited(book, "--dry-run", EDITOR=editor(book, HANBIT + "segment: A\n"))
    assert (0, True, HANBIT) == (ran.status, "+segment: A\n" in ran.out, file(book))


@pytest.mark.parametrize("said", ["", " "])
def test_errors_are_told_and_enter_goes_on_editing(book, said):
    mended = HANBIT + "segment: A\n"
    ran = edited(book, EDITOR=editor(book, "name: [\n", mended), answers=[(BROKEN, said)])
    assert (0, 2, mended, []) == (ran.status, turns(book), file(book), drafts(book))
    assert "accounts/hanbit.yaml:1:7: error:" in ran.screen


LONG = "".join(f"# line {number}\n" for number in range(1, 40))


def test_the_lines_around_are_shown_and_never_the_whole_file(book):
    typed = HANBIT + LONG + "owner: kim\nstatus: [\nsegment: A\n" + LONG
    ran = edited(book, EDITOR=editor(book, typed), answers=[(BROKEN, "x")])
    shown = [line for line in ran.screen.splitlines() if " | " in line]
    assert [42, 43, 44] == [int(each.split("|")[0]) for each in shown if each.split("|")[0].strip()]
    assert ("", False) == (ran.out, "# line 5" in ran.screen)


@pytest.mark.parametrize("key", ["k", "K", "ㅏ"])
def test_what_cannot_be_read_is_not_written_and_may_be_kept_as_a_draft(book, key):
    ran = edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, key)])
    assert (4, "", HANBIT, ["name: [ㄱ\n"]) == (ran.status, ran.out, file(book), drafts(book))
    assert "stays as it was: the new text cannot be read as an account" in " ".join(
        ran.screen.split()
    )
    assert "accounts/hanbit.yaml.draft-" in ran.screen


@pytest.mark.parametrize("key", ["x", "ㅌ"])
def test_what_cannot_be_read_may_be_thrown_away(book, key):
    ran = edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, key)])
    assert (4, "", HANBIT, []) == (ran.status, ran.out, file(book), drafts(book))
    assert "draft-" not in ran.screen


def test_another_key_is_asked_about_again(book):
    ran = edited(book, EDITOR=editor(book, "name: [\n"), answers=[(BROKEN, "q"), (BROKEN, "x")])
    assert (4, True) == (ran.status, "Enter or one of the keys" in ran.screen)


def test_the_next_time_the_draft_is_gone_on_with_and_is_gone_once_it_is_saved(book):
    edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, "k")])
    ends = "text = open(sys.argv[-1], encoding='utf-8').read().replace('[', '')\nopen(sys.argv[-1], 'w', encoding='utf-8').write(text)"
    ran = edited(book, EDITOR=editor(book, None, more=ends), answers=[(DRAFT, "")])
    assert (0, "name: ㄱ\n", []) == (ran.status, file(book), drafts(book)), ran.screen


def test_a_draft_that_is_not_wanted_now_stays(book):
    edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, "k")])
    ran = edited(book, EDITOR=editor(book, "name: [ㄴ\n"), answers=[(DRAFT, "n"), (BROKEN, "k")])
    assert (4, ["name: [ㄱ\n", "name: [ㄴ\n"]) == (ran.status, drafts(book))


def test_a_draft_of_other_contents_is_not_offered(book):
    edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, "k")])
    book.write({"hanbit": HANBIT + "segment: B\n"})
    ran = edited(book, EDITOR=editor(book, None))
    assert (0, False, ["name: [ㄱ\n"]) == (ran.status, DRAFT in ran.screen, drafts(book))


def test_a_draft_is_no_file_of_the_book(book):
    edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, "k")])
    ran = book("lint", "--lang", "en")
    assert (0, "2 files: no findings\n", 1) == (ran.status, ran.told, len(drafts(book)))


def test_errors_that_leave_an_account_may_stay(book):
    odd = HANBIT + "owner: nobody\nstrange: 1\n"
    ran = edited(book, EDITOR=editor(book, odd), answers=[(AGAIN, "")])
    assert (0, odd, True) == (ran.status, file(book), "unknown-key" in ran.screen)


def test_a_file_that_is_broken_already_can_be_mended_and_is_no_new_account(book):
    book.write({"hanbit": "name: [\n"})
    ran = edited(book, EDITOR=editor(book, HANBIT))
    assert (0, HANBIT) == (ran.status, file(book))
    assert "한빛: its file can be read again\n" == ran.out
    assert "accounts/hanbit.yaml:1:7: error:" in ran.screen


def test_a_broken_file_that_was_left_alone_is_still_asked_about(book):
    book.write({"hanbit": "name: [\n"})
    ran = edited(book, EDITOR=editor(book, None), answers=[(BROKEN, "k")])
    assert (4, "name: [\n", []) == (ran.status, file(book), drafts(book))


def test_what_somebody_else_wrote_meanwhile_stays_and_so_does_what_was_typed(book):
    theirs, ours = HANBIT + "segment: B\n", HANBIT + "segment: A\n"
    path = book.book / "accounts" / "hanbit.yaml"
    ran = edited(
        book,
        EDITOR=editor(
            book,
            ours,
            more=f"with open({str(path)!r}, 'w', encoding='utf-8') as file:\n    file.write({theirs!r})",
        ),
    )
    assert (4, "", theirs, [ours]) == (ran.status, ran.out, file(book), drafts(book))
    assert "changed by somebody else" in ran.screen
    assert "compare the two" in ran.screen


def test_visual_comes_before_editor(book):
    ran = edited(
        book,
        VISUAL=editor(book, HANBIT + "segment: V\n", name="visual"),
        EDITOR=editor(book, HANBIT + "segment: E\n"),
    )
    assert (0, "V", 0) == (ran.status, file(book)[-2], turns(book))


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_visual_is_none(book, nothing):
    assert (0, "E") == (
        edited(book, VISUAL=nothing, EDITOR=editor(book, HANBIT + "segment: E\n")).status,
        file(book)[-2],
    )


def test_no_file_of_the_book_names_the_editor(book):
    bait = editor(book, "name: Bait\n", name="bait")
    book.write(
        {},
        f"{POLICY}x-note: {{EDITOR: '{bait}', VISUAL: '{bait}'}}\nEDITOR: {bait}\neditor: {bait}\n",
    )
    (book.book / ".env").write_text(f"EDITOR={bait}\nVISUAL={bait}\n")
    book.git("init", "-q")
    book.git("config", "core.editor", bait)
    ran = edited(book, EDITOR=editor(book, None))
    assert (0, 0, 1, HANBIT) == (ran.status, turns(book, "bait"), turns(book), file(book))


@pytest.mark.parametrize(
    ("said", "status", "told"),
    [
        ("/nowhere/vi", 2, "`/nowhere/vi` cannot be run: No such file or directory"),
        ('vi "', 2, "cannot be run: No closing quotation"),
        ("false", 4, "`false` ended with status 1; nothing is changed"),
    ],
)
def test_an_editor_that_does_not_work_is_told(book, said, status, told):
    ran = edited(book, EDITOR=said)
    assert (status, HANBIT, True) == (ran.status, file(book), told in ran.screen), ran.screen


def test_an_editor_that_takes_the_file_away_changes_nothing(book):
    ran = edited(book, EDITOR=editor(book, None, more="os.unlink(sys.argv[-1])"))
    assert (4, HANBIT, False) == (ran.status, file(book), "bug" in ran.screen)


TYPED = HANBIT + "segment: A\n"


def test_an_editor_that_fails_after_it_saved_loses_nothing(book):
    ran = edited(book, EDITOR=editor(book, TYPED, more="sys.exit(1)"))
    assert (4, "", HANBIT, [TYPED]) == (ran.status, ran.out, file(book), drafts(book))


def test_a_file_that_somebody_takes_away_meanwhile_loses_nothing(book):
    path = book.book / "accounts" / "hanbit.yaml"
    ran = edited(book, EDITOR=editor(book, TYPED, more=f"os.unlink({str(path)!r})"))
    assert (4, "", [TYPED]) == (ran.status, ran.out, drafts(book))


def test_without_room_for_a_draft_what_was_typed_is_printed(book):
    folder = book.book / "accounts"
    more = f"os.rename({str(folder)!r}, {str(book.book / 'gone')!r})\nsys.exit(1)"
    ran = edited(book, EDITOR=editor(book, TYPED, more=more))
    os.rename(book.book / "gone", folder)
    assert (4, TYPED, []) == (ran.status, ran.out, drafts(book))


def test_who_has_enough_at_the_question_loses_nothing(book):
    ran = edited(book, EDITOR=editor(book, "name: [ㄱ\n"), answers=[(BROKEN, CTRL_C)])
    assert (130, "", HANBIT, ["name: [ㄱ\n"]) == (ran.status, ran.out, file(book), drafts(book))


def test_ctrl_c_in_the_editor_is_the_editors(book):
    waits = "import signal, time\nsignal.signal(signal.SIGINT, lambda *_: os._exit(0))\nprint('READY', file=sys.stderr, flush=True)\ntime.sleep(20)"
    ran = edited(book, EDITOR=editor(book, TYPED, more=waits), answers=[("READY", CTRL_C)])
    assert (0, TYPED) == (ran.status, file(book)), ran.screen


def test_without_room_for_a_copy_that_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(CrmError) as refused, _copied("hanbit.yaml", b""):
        pass
    assert ("error-cannot-save", 4) == (refused.value.message.key, refused.value.status)


def test_nothing_is_left_behind_in_the_folder_for_temporary_files(book, tmp_path):
    edited(book, EDITOR=editor(book, "name: [\n"), answers=[(BROKEN, "x")], TMPDIR=str(tmp_path))
    assert [] == list(tmp_path.iterdir())
