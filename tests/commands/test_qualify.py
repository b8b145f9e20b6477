"""Books of other frameworks than BANT from end to end: the file, lint, the table, the gate, the win rate, what changed and what can be asked."""

import pytest

from recorded import Recorded

DAY = ("--as-of", "2026-08-01")
MEDDPICC = "language: en\ntimezone: UTC\nmin_sample: 4\nqualification: MEDDPICC\nrole_sets: {}\n"
SPICED = MEDDPICC.replace("MEDDPICC", "{name: Spiced, gate: 2, accept_mitigation: false}")
OURS = MEDDPICC.replace(
    "MEDDPICC",
    "{name: Ours, criteria: {pain: {label: {ko: 고통, en: pain}, question: What hurts?}, sponsor: Sponsor}, gate: 1}",
)
ACME = """\
name: Acme
contacts: {ada: {name: Ada Moss}}
deals:
  line:
    amount: 6_000
    stages: {2026-06-01: qualification}
    people: {ada: decision_maker}
    qualification:
      metrics: {status: met, date: 2026-06-10, why: a stop costs 40_000}
      economic_buyer: {status: met, date: 2026-01-10, why: she signs}
      identify_pain: {status: met, date: 2026-06-10, why: three stops}
      paper_process: {status: unmet, date: 2026-06-10, mitigation: wait}
  far:
    stages: {2026-06-01: presenting}
    qualification: {champion: {status: met, date: 2026-06-10, why: she said so}}
    next: 2026-08-20
  won: {stages: {2025-01-01: presenting}, amount: 10, outcome: {result: won, date: 2025-06-01}, qualification: {metrics: {status: met, date: 2025-06-01, why: x}, champion: {status: met, date: 2025-06-02, why: late}}}
  lost: {stages: {2025-01-01: presenting}, outcome: {result: lost, date: 2025-06-01, reason: price}, qualification: {metrics: {status: met, date: 2025-02-01, why: x}}}
  before: {stages: {2024-01-01: presenting}, outcome: {result: won, date: 2024-06-01}, bant: {need: {status: met, date: 2024-02-01, why: x}}}
log:
  - {date: 2026-06-10, type: meeting, with: ada, deal: line, what: What a stop costs}
"""


def findings(ran):
    return [(each["rule"], each["line"], each["message"]) for each in ran.json["rows"]]


def rows(ran, *names):
    return [tuple(row[name] for name in names) for row in ran.json["rows"]]


def test_a_meddpicc_book_has_a_column_for_each_criterion(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    ran = crm("qualify", "-o", "json", *DAY)
    assert [
        "account deal stage metrics economic_buyer decision_criteria decision_process paper_process identify_pain champion competition met unknown stale passed amount owner"
    ] == [" ".join(row) for row in ran.json["rows"][:1]]
    assert [("far", 1, 7, 0, 1), ("line", 3, 4, 1, 4)] == rows(
        ran, "deal", "met", "unknown", "stale", "passed"
    )
    assert {"deals": 2, "passed": 0, "gate": 5} == ran.json["totals"]
    headings = crm("qualify", "--lang", "ko", *DAY, env={"COLUMNS": "200"}).text.splitlines()[0]
    assert "예산 결정자" in headings
    assert "지지자" in headings


# what these books lack besides, and this is not about
ASIDE = ("deal-without-next-step", "next-step-without-what", "status-contradicts-deal")


def test_lint_reads_the_books_framework(crm):
    crm.write(
        {
            "acme": ACME.replace(
                "economic_buyer: {status: met, date: 2026-01-10, why: she signs}",
                "economic_buyer: met",
            ).replace("people: {ada: decision_maker}", "people: {}")
        },
        MEDDPICC,
    )
    found = findings(crm("lint", "-o", "json", *DAY))
    assert [
        (
            "authority-without-person",
            "economic_buyer is met, but `line` names no decision maker or budget holder; add one to `people`",
        ),
        (
            "bant-without-evidence",
            "`economic_buyer` is met without a date and a reason; write `{status: met, date: …, why: …}`",
        ),
        (
            "stage-skipped-gate",
            "in `presenting` with 1 MEDDPICC criteria met where 5 are asked; answer the open ones, or step back",
        ),
    ] == sorted((rule, message) for rule, _, message in found if rule not in ASIDE)


@pytest.mark.parametrize(
    ("answers", "rule", "message"),
    [
        (
            "qualification: {metric: unknown}",
            "unknown-reference",
            "`metric` is no criterion of the book's framework; did you mean `metrics`?",
        ),
        (
            "qualification: {weather: unknown}",
            "unknown-reference",
            "`weather` is no criterion of the book's framework; correct it, or add it to `qualification` in crm.yaml",
        ),
        (
            "bant: {need: unknown}",
            "other-framework",
            "`d` is answered by BANT, and the book asks MEDDPICC; answer below `qualification`",
        ),
        (
            "bant: {need: unknown}, qualification: {metrics: unknown}",
            "other-framework",
            "the deal answers below two keys; keep `qualification`",
        ),
        (
            "bant: {need: unknown}, qualification: {metrics: unknown}, outcome: {result: won, date: 2026-07-01}",
            "other-framework",
            "the deal answers below two keys; keep `qualification`",
        ),
    ],
)
def test_an_answer_that_nobody_asks_for_is_told_with_its_place(crm, answers, rule, message):
    crm.write(
        {"a": f"name: A\ndeals:\n  d: {{stages: {{2026-06-01: contacting}}, {answers}}}\n"},
        MEDDPICC,
    )
    found = findings(crm("lint", "-o", "json", *DAY))
    assert [(rule, 3, message)] == [each for each in found if each[0] not in ASIDE]


def test_below_two_keys_a_bant_book_keeps_its_own(crm):
    crm.write(
        {
            "a": "name: A\ndeals: {d: {bant: {need: unmet}, qualification: {budget: unmet, x: met}}}\n"
        },
        "",
    )
    assert [
        (
            "bant-without-evidence",
            "`x` is met without a date and a reason; write `{status: met, date: …, why: …}`",
        ),
        ("other-framework", "the deal answers below two keys; keep `bant`"),
        (
            "unknown-reference",
            "`x` is no criterion of the book's framework; correct it, or add it to `qualification` in crm.yaml",
        ),
    ] == sorted((rule, message) for rule, _, message in findings(crm("lint", "-o", "json", *DAY)))


def test_an_answer_is_written_below_the_key_and_by_label_or_beginning(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    words = ("qualify", "acme", "line", "champ=met", "예산 결정자=partial")
    ran = crm(*words, "--why", "heard", "--date", "2026-07-01")
    assert 0 == ran.status, ran.told
    text = (crm.book / "accounts" / "acme.yaml").read_text()
    assert "      champion: {status: met, date: 2026-07-01, why: heard}\n" in text
    assert "      economic_buyer: {status: partial, date: 2026-07-01, why: heard}\n" in text
    assert "bant: {budget" not in text


def test_a_shut_gate_names_the_command_that_opens_it(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    move = ("deal", "stage", "acme", "line", "presenting", "--date", "2026-07-01")
    ran = crm(*move)
    assert (4, True) == (
        ran.status,
        'MEDDPICC 4/8, the gate is 5: crm qualify acme line decision_criteria=met --why "HOW WE KNOW" --date 2026-07-01'
        in ran.told,
    ), ran.told
    opens = crm(
        "qualify", "acme", "line", "decision_criteria=met", "--why", "list", "--date", "2026-07-01"
    )
    assert (0, 0) == (opens.status, crm(*move).status)


def test_exits_the_playbook_focus_and_quality_ask_the_framework(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    exits = crm("pipeline", "--exits", "-o", "json", *DAY)
    assert ("line", ["qualification"]) in rows(exits, "deal", "missing")
    (stage,) = crm("playbook", "qualification", "--deal", "acme/line", "-o", "json", *DAY).json[
        "rows"
    ]
    assert (["qualification"], 8, "5 of the 8 MEDDPICC criteria are met or mitigated") == (
        stage["exit"],
        len(stage["questions"]),
        stage["criteria"][0]["means"],
    )
    assert "deals.line.qualification.champion" in stage["criteria"][0]["places"]
    focus = {row["deal"]: row["reasons"] for row in crm("focus", "-o", "json", *DAY).json["rows"]}
    assert ("qualification-gap" in focus["far"], "gate-near" in focus["line"]) == (True, True)
    quality = crm("quality", "-o", "json", *DAY).json["totals"]
    assert ({"stances": 0, "qualification": 1, "close-past": 0}, [("qualification", 16, 5)]) == (
        quality["stale"],
        [
            (each["field"], each["asked"], each["filled"])
            for each in quality["fields"]
            if each["field"] in ("bant", "qualification")
        ],
    )


def test_the_win_rate_goes_by_the_number_met_when_the_deal_ended_and_by_each_framework(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    ran = crm("winrate", "--by", "met", "-o", "json", *DAY)
    assert [
        ("MEDDPICC 1/8", 1, 1, 1),
        ("MEDDPICC 3/8", 0, 0, 1),
        ("BANT 1/4", 1, 0, 0),
    ] == rows(ran, "group", "won", "lost", "open")
    assert "1/2 (9–91%)" in crm("winrate", "--by", "met", *DAY, env={"COLUMNS": "200"}).text
    refused = crm("winrate", "--by", "bant", *DAY)
    assert (2, True) == (refused.status, "crm winrate --by met" in refused.told)


def test_the_win_rate_of_a_bant_book_by_the_number_met_is_that_by_bant(crm):
    crm.write({"acme": ACME.replace("qualification:", "x-own:")}, "language: en\n")
    bant, met = (
        crm("winrate", "--by", by, "-o", "json", *DAY).json["rows"] for by in ("bant", "met")
    )
    assert [{**row, "group": f"BANT {row['group']}/4"} for row in bant] == met


def test_queries_ask_each_criterion_and_how_much_is_met(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    ran = crm(
        "query",
        'qualification.metrics == "met" and qualification > 1 and open',
        "--on",
        "deals",
        "--columns",
        "deal,qualification,qualification.champion,bant",
        "-o",
        "json",
        *DAY,
    )
    assert [("line", 3, "unknown", 0)] == [tuple(row.values()) for row in ran.json["rows"]]
    slip = crm("query", 'qualification.champoin == "met"', "--on", "deals", *DAY)
    assert (2, True) == (slip.status, "did you mean `qualification.champion`?" in slip.told), (
        slip.told
    )


def test_in_a_bant_book_the_same_names_ask_bant(crm):
    crm.write({"a": "name: A\ndeals: {d: {bant: {need: met}}}\n"}, "")
    ran = crm(
        "query", 'qualification.need == "met" and qualification == bant', "--on", "deals", *DAY
    )
    assert (0, True) == (ran.status, "\na" in ran.text), ran.told


def test_what_changed_is_told_in_the_criterions_words(crm):
    book = Recorded(crm.book)
    files = {"crm.yaml": MEDDPICC, "accounts/acme.yaml": ACME}
    book.commit("2026-06-30", files)
    told = "champion: {status: met, date: 2026-07-02, why: she argues for us}"
    now = ACME.replace("      metrics:", f"      {told}\n      metrics:", 1).replace(
        "paper_process: {status: unmet", "paper_process: {status: partial"
    )
    book.commit("2026-07-02", {"accounts/acme.yaml": now})
    (row, *_) = crm("history", "-o", "json", "--as-of", "2026-07-03").json["rows"]
    assert (
        "line: paper process unmet -> partial (2026-06-10, mitigation wait), champion met (2026-07-02, she argues for us)"
        == row["change"]
    )
    korean = crm("history", "--lang", "ko", "-o", "json", "--as-of", "2026-07-03").json["rows"][0]
    assert "지지자" in korean["change"]
    blame = crm("blame", "acme", "-o", "json", "--as-of", "2026-07-03")
    assert "deals.line.qualification.champion" in {row["subject"] for row in blame.json["rows"]}


def test_a_spiced_book_with_a_gate_of_its_own_takes_no_mitigation(crm):
    deal = "stages: {2026-06-01: qualification}, qualification: {pain: {status: met, date: 2026-06-01, why: x}, impact: {status: unmet, mitigation: wait}}"
    crm.write({"a": f"name: A\ndeals: {{d: {{{deal}}}}}\n"}, SPICED)
    ran = crm("qualify", "-o", "json", *DAY)
    assert ([("met", "unmet", 1, 1)], {"deals": 1, "passed": 0, "gate": 2}) == (
        rows(ran, "pain", "impact", "met", "passed"),
        ran.json["totals"],
    )
    shut = crm("deal", "stage", "a", "d", "presenting", "--date", "2026-07-01")
    assert "SPICED 1/5, the gate is 2: crm qualify a d situation=met" in shut.told
    assert "critical event" in crm("qualify", *DAY, env={"COLUMNS": "120"}).text
    assert [("SPICED 1/5", 1)] == rows(
        crm("winrate", "--by", "met", "-o", "json", *DAY), "group", "open"
    )


def test_a_book_may_ask_two_things_of_its_own(crm):
    crm.write({"a": "name: A\ndeals: {d: {stages: {2026-06-01: qualification}}}\n"}, OURS)
    assert (
        0
        == crm("qualify", "a/d", "고통=met", "--why", "three stops", "--date", "2026-06-10").status
    )
    ran = crm("qualify", "--below", "2", "-o", "json", *DAY)
    assert [("d", "met", "unknown", 1)] == rows(ran, "deal", "pain", "sponsor", "met")
    assert 0 == crm("deal", "stage", "a", "d", "presenting", "--date", "2026-07-01").status
    (stage,) = crm("playbook", "qualification", "-o", "json", *DAY).json["rows"]
    assert ["What hurts?"] == stage["questions"]


def test_bant_says_that_the_book_has_another_framework(crm):
    crm.write({"acme": ACME}, MEDDPICC)
    before = (crm.book / "accounts" / "acme.yaml").read_bytes()
    for words in (("bant",), ("bant", "acme/line", "need=met")):
        ran = crm(*words)
        assert (
            2,
            b"",
            "crm: this book qualifies its deals by MEDDPICC, not by BANT\nhint: `crm qualify` asks and answers by it\n",
        ) == (
            ran.status,
            ran.out,
            ran.told,
        )
    assert before == (crm.book / "accounts" / "acme.yaml").read_bytes()


def test_in_a_bant_book_qualify_gives_what_bant_gives(crm):
    crm.write(
        {"a": "name: A\ndeals: {d: {stages: {2026-06-01: qualification}, bant: {need: met}}}\n"}, ""
    )
    for words in ((), ("--explain",), ("--below", "1"), ("a/d", "budget=met", "--dry-run")):
        day = () if "--dry-run" in words else DAY
        one, other = (crm(name, *words, *day) for name in ("bant", "qualify"))
        assert (one.status, one.text.replace("criteria met, of four;", "criteria met;")) == (
            other.status,
            other.text,
        )
    bant, qualify = (crm(name, "-o", "json", *DAY).json for name in ("bant", "qualify"))
    assert {**bant, "report": "qualify"} == qualify


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("acme", "line", "weather=met"), 4, "CRITERION: there is no `weather` here"),
        (("acme", "line", "decision=met"), 4, "CRITERION: `decision` may mean several"),
        (("acme", "line", "champion=perhaps"), 2, "`perhaps` is not known to STATUS"),
        (("acme", "line", "champion=met", "champ=unmet"), 2, "champion"),
        (("acme", "line"), 2, "says nothing about any criterion"),
        (("line", "champion=met"), 2, "crm qualify ACCOUNT DEAL CRITERION=met"),
        (("acme", "won", "champion=met"), 4, ""),
        (
            ("acme", "line", "champion=met", "--mitigate", "wait"),
            2,
            "crm qualify ACCOUNT DEAL CRITERION=unmet",
        ),
        (("nobody",), 4, "`crm qualify` names them all"),
    ],
)
def test_what_cannot_be_meant_is_refused(crm, words, status, told):
    crm.write({"acme": ACME}, MEDDPICC)
    ran = crm("qualify", *words)
    assert (status, True) == (ran.status, told in ran.told), ran.told


@pytest.mark.parametrize(
    ("said", "line", "rule", "message"),
    [
        ("qualification: MEDPICC", 1, "bad-value", "did you mean `MEDDPICC`?"),
        (
            "qualification: Weather",
            1,
            "bad-value",
            "none of BANT, MEDDPICC, SPICED, and has no `criteria`",
        ),
        ("qualification: {name: Ours, criteria: {}}", 1, "bad-value", "has no `criteria`"),
        ("qualification: {gate: 2}", 1, "missing-key", "`name`"),
        (
            "qualification:\n  name: SPICED\n  gate: 6",
            3,
            "bad-number",
            "the gate is 6, and there are 5 criteria",
        ),
        (
            "qualification:\n  name: Ours\n  gate: 2\n  criteria: {pain: Pain}",
            3,
            "bad-number",
            "there are 1 criteria",
        ),
        (
            "qualification:\n  name: Ours\n  criteria:\n    -pain: Pain",
            4,
            "bad-id",
            "`-pain` is not an id",
        ),
        (
            "qualification:\n  name: Ours\n  criteria:\n    pain: Pain\n    Pain: Pain",
            5,
            "duplicate-key",
            "`Pain` differs from `pain` in capitals only",
        ),
        (
            "qualification:\n  name: Ours\n  criteria:\n    \uac00: A\n    \u1100\u1161: B",
            5,
            "duplicate-key",
            "",
        ),
        (
            "qualification:\n  name: Ours\n  criteria:\n    owner: Owner",
            4,
            "bad-id",
            "`owner` is what an answer has besides its criteria",
        ),
    ],
)
def test_a_framework_that_cannot_be_asked_is_told_with_its_place(crm, said, line, rule, message):
    crm.write({"a": "name: A\n"}, said)
    for words in (("lint",), ("qualify",), ("due",)):
        ran = crm(*words, *DAY)
        told = ran.text + ran.told
        assert 0 != ran.status
        assert f"crm.yaml:{line}:" in told, told
        assert rule in told
        assert message in told, told


def test_the_order_of_the_criteria_is_that_of_the_file(crm):
    crm.write(
        {"a": "name: A\ndeals: {d: {stages: {2026-06-01: contacting}}}\n"},
        OURS.replace("gate: 1", "gate: 2").replace("pain:", "zest: Zest, pain:", 1),
    )
    (row,) = crm("qualify", "-o", "json", *DAY).json["rows"]
    assert ["zest", "pain", "sponsor"] == list(row)[3:6]


def test_another_framework_or_another_order_is_a_change_of_the_policy(crm):
    book = Recorded(crm.book)
    book.commit("2026-06-30", {"crm.yaml": OURS, "accounts/a.yaml": "name: A\n"})
    turned = OURS.replace(
        "{pain: {label: {ko: 고통, en: pain}, question: What hurts?}, sponsor: Sponsor}",
        "{sponsor: Sponsor, pain: {label: {ko: 고통, en: pain}, question: What hurts?}}",
    )
    book.commit("2026-07-01", {"crm.yaml": turned})
    book.commit("2026-07-02", {"crm.yaml": turned.replace("gate: 1", "gate: 2")})
    book.commit("2026-07-03", {"crm.yaml": MEDDPICC})
    rows = crm("history", "-o", "json", "--as-of", "2026-07-04").json["rows"]
    changes = [(row["date"], row["change"]) for row in rows if row["account"] == "crm.yaml"]
    assert [
        ("2026-07-03", "policy: qualification name Ours -> MEDDPICC"),
        ("2026-07-02", "policy: qualification gate 1 -> 2"),
        ("2026-07-01", "policy: qualification criteria in this order now: sponsor, pain"),
    ] == [(day, said.partition(", qualification")[0]) for day, said in changes[:3]]
