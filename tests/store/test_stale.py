"""Comments that silence rules: which findings they cover, and which of them silence nothing any more."""

import pytest

from crmcli.domain.finding import Finding
from crmcli.domain.records.policy import Policy
from crmcli.rules.registry import judging
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.finding_places import locate_in
from crmcli.store.shapes.reading import read

ALL = judging(Policy())
OWNER = Finding("unknown-reference", ("owner",))


def found(text, *findings, judged=ALL):
    data = text.encode()
    return list(locate_in("accounts/a.yaml", data, findings, read(data, ACCOUNT).problems, judged))


def stale(text, *findings, judged=ALL):
    """Line, message and arguments of each comment that is told, and what is left when it is mended."""
    told = []
    for each in found(text, *findings, judged=judged):
        if each.finding.rule == "unused-ignore":
            assert "warning" == each.finding.severity
            key = (each.finding.key or "unused-ignore").removeprefix("unused-ignore").lstrip("-")
            told.append((each.place.line, key, *each.finding.args))
    return told


def mended(text, *findings):
    """The text after everything that is told of its comments was mended, and whether each is safe."""
    safe = []
    while spots := [
        each
        for each in found(text, *findings)
        if each.finding.rule == "unused-ignore" and each.finding.mends
    ]:
        (mend,) = spots[0].finding.mends
        lines = text.split("\n")
        at = mend.at
        before = "\n".join([*lines[: at.line - 1], lines[at.line - 1][: at.column - 1]])
        after = "\n".join([lines[at.end_line - 1][at.end_column - 1 :], *lines[at.end_line :]])
        text = before + mend.text + after
        safe.append(mend.is_safe)
    return text, safe


HEAD = "name: A\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{HEAD}owner: kim  # crm: ignore[undated-stance]\n", f"{HEAD}owner: kim\n"),
        (
            f"{HEAD}owner: kim  # crm: ignore[undated-stance] because of Ann\n",
            f"{HEAD}owner: kim\n",
        ),
        (f"{HEAD}# crm: ignore[undated-stance]\nowner: kim\n", f"{HEAD}owner: kim\n"),
        (f"{HEAD}owner: kim\n# crm: ignore[undated-stance]", f"{HEAD}owner: kim"),
        (
            f"{HEAD}owner: kim  # asked twice # crm: ignore[days]\n",
            f"{HEAD}owner: kim  # asked twice\n",
        ),
        (f"{HEAD}owner: kim  # crm: ignore[]\n", f"{HEAD}owner: kim\n"),
        (f"{HEAD}owner: kim  # crm: ignore[days, undated-stance]\n", f"{HEAD}owner: kim\n"),
    ],
)
def test_a_comment_that_silences_nothing_is_told_once_and_goes_with_its_reason(text, after):
    assert 1 == len(stale(text))
    assert (after, [True]) == mended(text)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ("undated-stance, unknown-reference", "unknown-reference"),
        ("unknown-reference, undated-stance", "unknown-reference"),
        ("undated-stance,references,days", "references"),
    ],
)
def test_of_several_names_only_those_go_that_silence_nothing(names, left):
    text = f"{HEAD}owner: kim  # crm: ignore[{names}] new here\n"
    gone = [name.strip() for name in names.split(",") if name.strip() != left]
    assert [(2, "", f"`{name}`") for name in gone] == stale(text, OWNER)
    assert (f"{HEAD}owner: kim  # crm: ignore[{left}] new here\n", [True] * len(gone)) == mended(
        text, OWNER
    )


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}owner: kim  # crm: ignore[unknown-reference]\n",
        f"{HEAD}owner: kim # crm:ignore[unknown-reference]\n",
        f"{HEAD}owner: kim  # crm: ignore[references] new here\n",
        f"{HEAD}# crm: ignore[unknown-reference]\nowner: kim\n",
        f"{HEAD}# crm: ignore[unknown-reference]\nowner: kim  # crm: ignore[unknown-reference]\n",
        f"{HEAD}owner: kim  # crm: ignore[unknown-reference, unused-ignore]\n",
    ],
)
def test_a_comment_that_silences_something_is_right(text):
    assert [] == found(text, OWNER)


def test_a_comment_may_be_kept_although_it_silences_nothing():
    assert [] == found(f"{HEAD}owner: kim  # crm: ignore[undated-stance, unused-ignore]\n")


def test_a_name_that_is_no_rule_is_told_with_the_nearest_which_is_for_a_person_to_decide():
    text = f"{HEAD}owner: kim  # crm: ignore[unknown-referense]\n"
    assert [(2, "unknown-close", "`unknown-referense`", "unknown-reference")] == stale(text, OWNER)
    assert (text.replace("referense", "reference"), [False]) == mended(text, OWNER)
    assert [(2, "unknown", "`zzz`")] == stale(text.replace("unknown-referense", "zzz"), OWNER)
    assert (f"{HEAD}owner: kim\n", [True]) == mended(
        text.replace("unknown-referense", "zzz"), OWNER
    )


def test_what_keeps_a_file_from_being_read_is_told_in_spite_of_a_comment_and_so_is_the_comment():
    text = f"{HEAD}log:\n  - {{date: 8/5, type: call}}  # crm: ignore[bad-date]\n"
    assert ["bad-date", "unused-ignore"] == [each.finding.rule for each in found(text, judged=())]
    assert [(3, "loud", "`bad-date`")] == stale(text, judged=())
    broken = f"{HEAD}note: [  # crm: ignore[yaml-syntax, yaml]\n"
    assert ["yaml-syntax"] == [each.finding.rule for each in found(broken, judged=())][:1]
    assert [] == stale(f"{HEAD}note: [\nowner: x  # crm: ignore[yaml-syntax]\n", judged=())
    good = text.replace("8/5", "2026-08-05")
    assert [(3, "loud", "`bad-date`")] == stale(good)
    assert [] == stale(
        good.replace("bad-date", "yaml, log-out-of-order, unknown-key, unused-ignore"),
        judged={"bad-date"},
    )


def test_only_rules_that_were_asked_are_known_to_find_nothing():
    text = f"{HEAD}owner: kim  # crm: ignore[plan-overdue, days]\n"
    assert [] == stale(text, judged={"undated-stance"})
    assert [(2, "", "`plan-overdue`")] == stale(text, judged={"plan-overdue"})
    assert [] == stale(text, judged=())


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}note: "write # crm: ignore[undated-stance] there"\n',
        f"{HEAD}note: 'write\n  # crm: ignore[undated-stance] there'\n",
        f"{HEAD}note: |\n  # crm: ignore[undated-stance]\n  there\nowner: kim\n",
    ],
)
def test_what_stands_in_a_text_is_no_comment(text):
    assert [] == stale(text)


def test_behind_the_sign_of_a_block_text_stands_a_comment():
    text = f"{HEAD}note: |  # crm: ignore[undated-stance]\n  there\n"
    assert [(2, "", "`undated-stance`")] == stale(text)
    assert (f"{HEAD}note: |\n  there\n", [True]) == mended(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# crm: ignore[undated-stance]", ""),
        ("# crm: ignore[undated-stance]\n", ""),
        ("name: A\n# crm: ignore[undated-stance]", "name: A"),
        ("name: A\n\n  # crm: ignore[undated-stance]  ", "name: A\n"),
        ("name: A # crm: ignore[undated-stance]", "name: A"),
    ],
)
def test_a_comment_goes_with_its_line_wherever_the_file_ends(text, left):
    spots = [each for each in found(text) if each.finding.rule == "unused-ignore"]
    ((mend,),) = (each.finding.mends for each in spots)
    lines = f"{text}\n".split("\n")
    assert len(lines[mend.at.end_line - 1]) >= mend.at.end_column - 1
    assert (left, [True]) == mended(text)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("", ("empty",)),
        ("undated-stance", ("", "`undated-stance`")),
        ("zzzzzzzz", ("unknown", "`zzzzzzzz`")),
        ("no-yaml", ("unknown-close", "`no-yaml`", "yaml")),
        ("undated-stance, future-log-entry", ("", "`undated-stance`, `future-log-entry`")),
        ("zzzzzzzz, qqqqqqqq", ("unknown", "`zzzzzzzz`, `qqqqqqqq`")),
        ("zzzzzzzz, undated-stance", ("", "`zzzzzzzz`, `undated-stance`")),  # wrong in two ways
        ("yaml, undated-stance", ("", "`yaml`, `undated-stance`")),
    ],
)
def test_a_comment_that_goes_is_told_as_what_is_wrong_with_all_of_its_names(names, told):
    assert [(2, *told)] == stale(f"{HEAD}owner: kim  # crm: ignore[{names}]\n")


def test_a_file_that_is_nothing_but_such_a_comment_is_nothing_without_it():
    assert ("", [True]) == mended("# crm: ignore[undated-stance]")


@pytest.mark.parametrize("mark", ['"{}"', "'{}'", "|\n  {}", ">\n  {}"])
def test_a_comment_just_before_or_behind_a_text_is_no_part_of_it(mark):
    said = "aliases:\n  - b\nsegment: " + mark.format("A") + "\n"
    ignore = "# crm: ignore[undated-stance]"
    before = f"name: A\nowner: kim {' ' * 40}{ignore}\n{said}"
    beside = f"name: A\n{said.replace('  - b', f'  - b {ignore}')}"
    behind = f"name: A\n{said}{ignore}\n"
    within = f"name: A\n{said.replace('A', f'A {ignore}', 1)}"
    assert [2] == [line for line, *_ in stale(before)]
    assert [3] == [line for line, *_ in stale(beside)]
    assert [behind.count("\n")] == [line for line, *_ in stale(behind)]
    assert [] == stale(within)
