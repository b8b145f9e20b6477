"""Files mended by a program: only what proves right, and nothing beside it."""

import json
import shutil
import tempfile
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.app import open_book
from crmcli.app.book_findings import judged
from crmcli.app.judging import judge
from crmcli.app.mending.book import Asked, mend
from crmcli.app.mending.kinds import renamed, told
from crmcli.app.mending.policy import mend_policy
from crmcli.app.mending.rounds import one_round
from crmcli.app.mending.text import mend_text
from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding, Mend, Place
from crmcli.store.shapes.finding_places import Located
from crmcli.store.write.mending import Stretch, Text

DAY = date(2026, 8, 1)
ACME = "accounts/acme.yaml"
CORPUS = Path(__file__).parents[1] / "mistakes"
CASES = [
    case
    for case in json.loads((CORPUS / "cases.json").read_text("utf-8"))
    if not case.get("rename") and case.get("encoding", "utf-8") == "utf-8"
]


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def book(tmp_path):
    (tmp_path / "accounts").mkdir()
    (tmp_path / "crm.yaml").write_text("team: {kim: {name: Kim}}\n", encoding="utf-8")
    return tmp_path


def by_hand(root, text, *said):
    """One round over an account's text, in which findings are mended by hand: by the words that they stand at,
    what to write there. The text, and the old words of what was mended."""
    with open_book(str(root)) as session:
        policy = session.policy(DAY)
        located = []
        for each in judge(session, ACME, text.encode(), as_of=DAY):
            line = text.split("\n")[each.place.line - 1]
            for old, new in said:
                at = each.place
                if line[at.column - 1 :].startswith(old):
                    end = Place(at.line, at.column, at.line, at.column + len(old))
                    mends = (Mend(new, True, end),)
                    located.append(each._replace(finding=each.finding._replace(mends=mends)))
                    break
        after, done = one_round(
            ACME, text.encode(), located, lambda data: judged(ACME, data, policy, DAY), unsafe=False
        )
    return after.decode(), [each.old for each in done]


HEAD = "name: Acme\nowner: kim\n"
DEALS = "deals:\n  d: {amount: 1.0.0, stages: {2026-05-01: contacting}, close: 2026.9.1}\n"


def test_what_is_right_is_written(book):
    text, done = by_hand(book, HEAD + DEALS, ("1.0.0", "100"), ("2026.9.1", "2026-09-01"))
    assert (HEAD + DEALS.replace("1.0.0", "100").replace("2026.9.1", "2026-09-01"), 2) == (
        text,
        len(done),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param("9.9.9", id="as wrong as before"),
        pytest.param("[", id="no YAML any more"),
        pytest.param("1, amount: 2", id="a key twice"),
        pytest.param("1}\n  e: {close: x", id="more than was meant"),
        pytest.param("# 1", id="a comment of what was none"),
    ],
)
def test_what_does_not_prove_right_is_left_and_the_rest_is_written(book, wrong):
    text, done = by_hand(book, HEAD + DEALS, ("1.0.0", wrong), ("2026.9.1", "2026-09-01"))
    assert (HEAD + DEALS.replace("2026.9.1", "2026-09-01"), ["2026.9.1"]) == (text, done)


def test_a_file_that_reads_may_not_get_worse(book):
    text = HEAD.replace("kim", "Kim")
    assert (text, []) == by_hand(book, text, ("Kim", "nobody"))
    assert (HEAD, ["Kim"]) == by_hand(book, text, ("Kim", "kim"))


def test_what_overlaps_waits_for_the_next_round(book):
    text, done = by_hand(
        book, HEAD + DEALS, ("1.0.0", "1"), ("2026.9.1", "2026-09-01}  # was"), ("d:", "e:")
    )
    assert 1 <= len(done) <= 2 and text.startswith(HEAD)


LONG = "name: Acme\nowner: kim-mj, on leave from May until August\n"


def test_no_words_get_lost(book):
    assert (LONG, []) == by_hand(book, LONG, (LONG[18:-1], "kim"))
    short = LONG.replace(", on leave from May until August", " (leads)")
    assert 1 == len(by_hand(book, short, ("kim-mj (leads)", "kim-mj"))[1])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.0.0", "100", ("1.0.0", "100")),
        ("  d:", "d:", ("d: {amount: 1.0.0}", ("told-mended-column", (1,)))),
        ("}", "]", ("d: {amount: 1.0.0}", "d: {amount: 1.0.0]")),
        ("1.0.0}", '"1\n  0"}', ("d: {amount: 1.0.0}", 'd: {amount: "1')),
    ],
)
def test_what_became_of_a_line_is_told(old, new, said):
    before = Text(b"deals:\n  d: {amount: 1.0.0}\n")
    start = before.text.index(old)
    located = Located(ACME, Finding("bad-amount", ()), Place(2, 1, 2, 2), "")
    mended = told(ACME, located, [Stretch(start, start + len(old), new)], before)
    assert said == (mended.old, mended.new)


NAMES = [
    ("accounts/a.yml", "accounts/a.yaml"),
    ("accounts/a.YAML", "accounts/a.yaml"),
    ("accounts/a.yaml.txt", "accounts/a.yaml"),
    ("accounts/a.yml.TXT", "accounts/a.yaml"),
    ("accounts/a.txt", "accounts/a.yaml"),
    ("accounts/sub/에이.yaml.txt", "accounts/sub/에이.yaml"),
    ("accounts/a.b.yml", "accounts/a.b.yaml"),
]


@pytest.mark.parametrize(("old", "new"), NAMES)
def test_what_a_file_should_be_called(old, new):
    assert new == renamed(old)


def test_of_two_names_none_is_left_out(book):
    two = "name: Acme\nowner: kim-mj·lee-dh\n"
    assert (two, []) == by_hand(book, two, ("kim-mj·lee-dh", "kim-mj"))


def test_a_book_of_the_past_is_not_mended(book):
    with open_book(str(book)) as session:
        session.at = "HEAD"
        with pytest.raises(CrmError):
            mend(session, Asked(), as_of=DAY)


def test_what_somebody_else_writes_meanwhile_stays(book, monkeypatch):
    from crmcli.app.mending import book as module

    made = module.change
    log = "log:\n" + "".join(
        f"  - {{date: 2026-0{month}-02, type: info, what: a}}\n" for month in (5, 7, 6)
    )
    (book / ACME).write_text(HEAD + log, encoding="utf-8")

    def late(*asked, **more):
        (book / ACME).write_text(HEAD, encoding="utf-8")
        return made(*asked, **more)

    monkeypatch.setattr(module, "change", late)
    with open_book(str(book)) as session, pytest.raises(CrmError) as refused:
        mend(session, Asked(), as_of=DAY)
    assert ("error-file-moved", 4) == (refused.value.message.key, refused.value.status)
    assert HEAD == (book / ACME).read_text(encoding="utf-8")


def test_a_policy_that_cannot_be_read_is_told_as_it_is_when_nothing_can_be_mended(book):
    (book / "crm.yaml").write_text("<<<<<<< ours\n", encoding="utf-8")
    change, done, left = mend_policy(str(book), DAY, unsafe=True, keeps=lambda _: True)
    assert ([], [], True) == (done, change.changed, bool(left))
    assert "<<<<<<< ours\n" == (book / "crm.yaml").read_text(encoding="utf-8")


def test_a_text_that_nobody_saved_is_mended_and_not_written(book):
    log = "log:\n  - {date: 2026-05-02, type: info, what: a}\n  - {date: 2026-07-02, type: info, what: b}\n"
    late = "  - {date: 2026-06-02, type: info, what: c}\n"
    with open_book(str(book)) as session:
        after, done = mend_text(session, ACME, (HEAD + log + late).encode(), as_of=DAY)
    lines = log.splitlines(keepends=True)
    assert (HEAD + "".join([*lines[:2], late, lines[2]]), 1) == (after.decode(), len(done))
    assert not (book / ACME).exists()


def read(text):
    """What is read on each line, keys and all; None for no YAML."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    found, todo = {}, [root] if root else []
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            todo += [each for pair in node.value for each in pair]
        elif isinstance(node, yaml.SequenceNode):
            todo += node.value
        else:
            found.setdefault(node.start_mark.line + 1, []).append(node.value)
    return found


def spoiled(root, slips, end, mark, is_cut):
    """A copy of the corpus' book with these slips, in the line ends and so on of its author."""
    shutil.copytree(CORPUS / "base", root)
    for slip in slips:
        path = root / slip["file"]
        text = path.read_bytes().decode()
        if slip["old"] in text:
            path.write_bytes(text.replace(slip["old"], slip["new"].replace("⟦", ""), 1).encode())
    for path in root.rglob("*.yaml"):
        text = path.read_bytes().decode().replace("\r\n", "\n")
        text = (text.rstrip("\n") if is_cut else text).replace("\n", end)
        path.write_bytes(mark + text.encode())


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}


def mended_book(root, *, unsafe):
    """What was mended, by a program as a command would; nothing where the policy is broken."""
    change, done, _ = mend_policy(str(root), DAY, unsafe=unsafe, keeps=lambda _: True)
    assert bool(done) == bool(change.changed)
    with open_book(str(root)) as session:
        return [*done, *mend(session, Asked(unsafe=unsafe), as_of=DAY).mended]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(CASES), min_size=1, max_size=4, unique_by=lambda case: case["id"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.booleans(),
    st.booleans(),
)
def test_of_any_slips_only_what_was_told_is_changed_and_once(slips, end, mark, is_cut, unsafe):
    from crmcli.store.book.opening import PolicyBroken

    with tempfile.TemporaryDirectory() as top:
        root = Path(top) / "book"
        spoiled(root, slips, end, mark, is_cut)
        before = files(root)
        try:
            done = mended_book(root, unsafe=unsafe)
        except PolicyBroken:
            done = []
        after = files(root)
        changed = {path for path in before if before[path] != after.get(path)}
        assert changed <= {each.path for each in done} if done else True
        for path in changed - {"crm.yaml"}:
            _only_told(before[path], after[path], [each for each in done if each.path == path])
        try:
            assert [] == mended_book(root, unsafe=unsafe)
        except PolicyBroken:
            pass
        assert after == files(root)


def _only_told(before, after, done):
    """Lines that nobody told of stay as they are to the byte, and so does what is read there."""
    if any(each.finding.rule == "log-out-of-order" for each in done):
        assert sorted(before.splitlines()) == sorted(after.splitlines()) or len(done) > 1
        return
    old, new = (each.decode("utf-8-sig").split("\n") for each in (before, after))
    told = {each.place.line for each in done}
    for each in done:
        for part in each.finding.mends:
            if isinstance(part.at, Place):
                told.update(range(part.at.line, part.at.end_line + 1))
    if len(old) == len(new):
        for tag, start, stop, *_ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            assert tag == "equal" or set(range(start + 1, stop + 1)) <= told
        was, now = read("\n".join(old)), read("\n".join(new))
        for line, values in (was or {}).items():
            assert line in told or now[line] == values
    assert before[:3] == after[:3] and before.endswith(b"\n") == after.endswith(b"\n")
