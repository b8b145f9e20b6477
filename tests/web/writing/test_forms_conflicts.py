"""What was changed since somebody looked is not written over; two windows and five command lines at once lose nothing."""

import subprocess
import sys
import threading

from web.writing.writer import ACCOUNT, NAME, Writer, book, crm, words

WRITERS, EACH = 5, 4


def test_a_file_changed_meanwhile_is_shown_and_written_upon(tmp_path):
    root = book(tmp_path / "book")
    with Writer(root) as writer:
        seen = writer.filled("log", type="call", what="Mine")
        assert crm(root, "log", NAME, "Theirs", "-t", "visit").status == 0
        then = writer.file()
        refused = writer.press(seen)
        assert refused.status == 409
        assert writer.file() == then
        # both versions: what came meanwhile, and what mine would be upon it
        said = words(refused)
        assert "Somebody else changed the file meanwhile" in said
        assert "what: Theirs" in said
        assert "what: Mine" in said
        assert "Write it upon that" in said
        writer.make(refused)
        assert writer.file().count(b"Theirs") == writer.file().count(b"Mine") == 1


def test_a_file_that_is_gone_or_broken_meanwhile(tmp_path):
    root = book(tmp_path / "book")
    file = root / "accounts" / f"{NAME}.yaml"
    with Writer(root) as writer:
        seen = writer.filled("log", type="call", what="Mine")
        file.write_bytes(b"name: [broken\n")
        refused = writer.press(seen)
        assert refused.status == 409
        assert f"accounts/{NAME}.yaml:1:" in words(refused)
        assert writer.file() == b"name: [broken\n"
        file.unlink()
        assert writer.press(seen).status == 404
        assert not file.exists()


def test_two_windows_one_after_the_other(tmp_path):
    with Writer(book(tmp_path / "book")) as writer:
        one = writer.filled("stance", contact="kim", value="friendly")
        other = writer.filled("stance", contact="jo", value="negative")
        writer.make(one)
        refused = writer.press(other)
        assert refused.status == 409
        writer.make(refused)
        assert b"friendly" in writer.file()
        assert b"negative" in writer.file()


def test_two_windows_and_five_command_lines_at_once_lose_nothing(tmp_path):
    root = book(tmp_path / "book")
    script = (
        'for n in $(seq 0 $2); do "$0" -m crmcli -C "$3" log globex "line $1 $n end" -t call '
        "|| exit 1; done"
    )
    lines = [
        subprocess.Popen(
            ["sh", "-c", script, sys.executable, str(n), str(EACH - 1), str(root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for n in range(WRITERS)
    ]
    with Writer(root) as writer:
        refused = []

        def window(name: str) -> None:
            for n in range(EACH):
                got = writer.press(writer.filled("log", type="call", what=f"{name} {n} end"))
                while got.status == 409:
                    refused.append(name)
                    got = writer.press(got)
                assert got.status == 303, words(got)

        windows = [threading.Thread(target=window, args=(name,)) for name in ("left", "right")]
        for each in windows:
            each.start()
        for each in windows:
            each.join(120)
        for each in lines:
            _, told = each.communicate(timeout=120)
            assert each.returncode == 0, told.decode()
        text = writer.file().decode()
    said = [f"line {n} {k} end" for n in range(WRITERS) for k in range(EACH)]
    said += [f"{name} {k} end" for name in ("left", "right") for k in range(EACH)]
    assert {each: text.count(each) for each in said} == dict.fromkeys(said, 1)
    assert text.startswith(ACCOUNT.rstrip("\n").rpartition("\n")[0])
