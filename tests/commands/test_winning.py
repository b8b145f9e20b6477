"""The commands on winning and printing as a user meets them: what may be asked, in which form, and what is refused."""

import pytest

HOSTILE = '"<script>alert(1)</script>\\"]; --> x"'
POLICY = "language: en\nobjections: {noise: {label: Too loud, answers: {booth: Offer the booth}}}\nteam: {ada: {name: Ada Moss}}\nrole_sets: {r: {ceo: CEO}}\ndefault_role_set: r\n"
ACCOUNT = f"""\
name: {HOSTILE}
owner: ada
contacts: {{reed: {{name: {HOSTILE}}}, sol: {{name: Sol, reports_to: reed}}}}
deals:
  line-1: {{stages: {{2026-07-01: contacting}}}}
  old: {{stages: {{2026-01-01: closing}}, outcome: {{result: lost, date: 2026-02-01, reason: price, revisit: 2026-07-30}}}}
log:
  - {{date: 2026-07-10, type: call, by: ada, with: reed, deal: line-1, said: {HOSTILE}, objections: {{noise: unresolved}}}}
"""
DAY = ("--as-of", "2026-08-01")


@pytest.fixture(scope="module")
def book(shared):
    shared.write({"acme": ACCOUNT}, POLICY)
    return shared


def test_a_brief_in_html_is_one_page_in_which_nothing_of_the_record_runs(book):
    ran = book("brief", "acme", "-o", "html", *DAY)
    assert (0, b"") == (ran.status, ran.err)
    assert (True, False) == (ran.text.startswith("<!DOCTYPE html>\n"), "<script" in ran.text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in ran.text


@pytest.mark.parametrize(
    "words",
    [
        ("due",),
        ("list",),
        ("coverage",),
        ("stages",),
        ("attempts",),
        ("attempts", "--by", "channel"),
        ("attempts", "acme", "--by", "channel"),
        ("playbook",),
        ("objections",),
        ("losses", "--counter"),
        ("map", "acme"),
        ("show", "acme"),
        ("lint",),
    ],
    ids=" ".join,
)
def test_every_report_can_be_a_page(book, words):
    ran = book(*words, "-o", "html", *DAY)
    assert (True, True, False) == (
        ran.text.startswith("<!DOCTYPE html>\n"),
        ran.text.endswith("</html>\n"),
        "<script" in ran.text,
    ), ran.told


def test_a_page_says_which_files_it_is_without(crm):
    crm.write({"a": "name: A\n", "b": "name: [\n"}, "language: en\n")
    ran = crm("list", "-o", "html", *DAY)
    assert (1, True) == (
        ran.status,
        "Not in this answer: 1 file that could not be read." in ran.text,
    )


def test_a_map_is_a_tree_or_a_drawing(book):
    tree, mermaid, dot = (
        book("map", "acme", "--format", form, *DAY) for form in ("tree", "mermaid", "dot")
    )
    assert ["flowchart TD", "digraph account {"] == [
        ran.text.splitlines()[0] for ran in (mermaid, dot)
    ]
    assert "└─ Sol" in tree.text
    assert [0, 0, 0] == [ran.status for ran in (tree, mermaid, dot)]
    # also from what is remembered
    assert mermaid == book("map", "acme", "--format", "mermaid", *DAY)


def test_the_playbook_of_a_deal_tells_what_it_lacks(book):
    ran = book("playbook", "qual", "--deal", "acme/line-1", "--json", *DAY)
    assert [("qualification", ["bant"])] == [
        (row["stage"], row["missing"]) for row in ran.json["rows"]
    ]


@pytest.mark.parametrize("deal", ["line-1", "acme", "acme/", "/line-1"])
def test_a_deal_without_its_account_is_refused(book, deal):
    ran = book("playbook", "--deal", deal, *DAY)
    assert (2, True) == (ran.status, "is no ACCOUNT/DEAL" in ran.told), ran.told


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["playbook", "nowhere"], 4),
        (["objections", "weather"], 4),
        (["brief", "nobody"], 4),
        (["map", "nobody"], 4),
        (["playbook", "--deal", "acme/nothing"], 4),
        (["playbook", "--deal", "acme/old"], 4),
        (["stages", "--by", "colour"], 2),
        (["objections", "--by", "colour"], 2),
        (["objections", "noise", "--by", "owner"], 2),
        (["losses", "--counter", "--by", "owner"], 2),
        (["map", "acme", "--format", "svg"], 2),
        (["attempts", "--by", "owner"], 2),
        (["attempts", "--by", "channel", "--over"], 2),
        (["attempts", "nobody"], 4),
        (["attempts", "nobody", "--by", "channel"], 4),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_status(book, words, status):
    ran = book(*words, *DAY)
    assert (status, b"") == (ran.status, ran.out), ran.told
    assert "Traceback" not in ran.told


def test_a_revisit_is_in_the_agenda_and_is_ticked_off(crm):
    crm.write({"acme": ACCOUNT}, POLICY)
    rows = crm("due", "--json", *DAY).json["rows"]
    (row,) = [row for row in rows if row["kind"] == "revisit"]
    assert ("acme", "old", ["deals.old.outcome.revisit"]) == (
        row["account"],
        row["subject"],
        row["records"],
    )
    done = crm(
        "done",
        "acme/revisit/old",
        "asked again",
        "--type",
        "call",
        "--with",
        "reed",
        "--by",
        "ada",
        "-d",
        "2026-08-01",
    )
    assert 0 == done.status, done.told
    assert [] == [
        row for row in crm("due", "--json", *DAY).json["rows"] if row["kind"] == "revisit"
    ]
