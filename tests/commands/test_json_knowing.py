"""What programs may rely on in the reports about whom we know: keys and their order, types, and the same answer in every language."""

import json
import re
from itertools import product

import pytest

TOP = ["report", "as_of", "rows", "totals", "skipped"]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
POLICY = """\
currency: USD
timezone: Asia/Seoul
role_sets:
  small:
    ceo: {label: {ko: 대표이사, en: CEO}, level: executive, weight: 3}
    cio: {label: {ko: 정보 임원, en: CIO}, level: manager, weight: 2}
    buyer: {label: {ko: 구매 담당, en: Buyer}}
default_role_set: small
stages: {contacting: {}, presenting: {min_coverage: 70}}
team:
  kim-mj: {name: 김민지, function: sales, manager: choi, emails: [mj@example.com]}
  choi: {name: 최상무, function: executive}
  baek: {name: 백승호, left: 2026-03-31}
"""
HANBIT = """\
name: 한빛전자㈜
segment: A
status: customer
owner: baek
roles: {cio: {contact: lee, rep: kim-mj}, buyer: {contact: park, rep: kim-mj}}
contacts:
  park: {name: 박재형, phones: ["010-1234-5671"], stance: {2026-01-11: neutral, 2026-06-11: {value: friendly, by: choi, why: 칭찬}}}
  lee: {name: 이동현, stance: {2026-02-02: friendly, 2026-05-02: negative}}
plans:
  trust: {for: lee, kind: convert, owner: kim-mj, due: 2026-08-20, how: 설명, progress: {2026-07-01: 시작}}
  late: {for: ceo, kind: identify, owner: choi, due: 2026-07-20, how: 초청, via: park}
deals: {pt2: {amount: 1000.50, stages: {2026-05-01: contacting, 2026-06-02: presenting}}}
log:
  - {date: 2026-01-11, type: meeting, by: choi, with: park}
  - {date: 2026-01-21, type: call, by: kim-mj, with: [park, lee]}
  - {date: 2026-02-02, type: call, by: kim-mj, with: park}
  - {date: 2026-07-25, type: call, by: kim-mj, with: lee, outcome: no_answer}
"""
STANCE = "stance_index lowest highest assessed weight friendly neutral negative unassessed stale"
KNOWS = "account name contact person left member two_way one_way first last_two_way last last_type owner"
PLANS = "plans orphaned slipped undated live done dropped gaps planned coverage"
ROWS = {
    ("stance",): f"account name owner {STANCE}",
    ("stance", "--by", "role"): f"group accounts {STANCE}",
    ("stance", "--by", "owner"): f"group accounts {STANCE}",
    ("stance", "--by", "segment"): f"group accounts {STANCE}",
    (
        "stance",
        "hanbit",
    ): "role label weight holder name stance stance_date age kind counted by why",
    (
        "stance",
        "--since",
        "2026-03-01",
    ): "account name contact person change from to date by why owner",
    (
        "stance",
        "hanbit",
        "--since",
        "2026-03-01",
    ): "account name contact person change from to date by why owner",
    ("stance", "--matrix"): "from unknown negative neutral friendly left",
    (
        "plans",
    ): "account name plan for label kind state due days_late progress idle_days how via owner left",
    (
        "plans",
        "--overdue",
    ): "account name plan for label kind state due days_late progress idle_days how via owner left",
    ("plans", "--by", "owner"): f"group {PLANS}",
    ("plans", "--by", "kind"): f"group {PLANS}",
    ("blind",): "account name deal stage named_share needed missing amount owner",
    ("knows", "hanbit"): KNOWS,
    ("knows", "박재형"): KNOWS,
    ("knows", "mj@example.com"): KNOWS,
    ("cooling",): "kind account name contact person touches last_touch interval usual ratio owner",
    ("team",): "function members roles touches part accounts plans done overdue",
    (
        "team",
        "--by",
        "member",
    ): "function member left roles touches part accounts plans done overdue",
    ("orphans",): "account name segment reasons last_touch silent_days by owner left_behind",
}
DAYS = {"stance_date", "due", "progress", "first", "last", "last_two_way", "last_touch"}
SHARES = {"named_share", "part", "coverage"}


@pytest.fixture(scope="module")
def answers(shared):
    """Every answer, in English and Korean."""
    shared.write({"hanbit": HANBIT, "sub/zeta": "name: Zeta\nsegment: B\n"}, POLICY)
    return {
        (words, language): shared(
            *words, "--json", "--as-of", "2026-08-01", "--lang", language, "--no-cache"
        )
        for words, language in product(ROWS, ("en", "ko"))
    }


def each(answers):
    return [(words, language, json.loads(ran.out)) for (words, language), ran in answers.items()]


def test_every_answer_is_one_object_named_after_its_command_and_exits_0(answers):
    assert {key: (0, b"") for key in answers} == {
        key: (ran.status, ran.err) for key, ran in answers.items()
    }
    expected = {
        (words, language): (TOP, words[0], "2026-08-01", []) for words, language, _ in each(answers)
    }
    assert expected == {
        (words, language): (
            [key for key in found if key != "currency"],
            found["report"],
            found["as_of"],
            found["skipped"],
        )
        for words, language, found in each(answers)
    }


def test_rows_have_these_fields_in_this_order(answers):
    assert {(words, language): ROWS[words].split() for words, language, _ in each(answers)} == {
        (words, language): (lambda keys: keys[0] if all(key == keys[0] for key in keys) else keys)(
            [list(row) for row in found["rows"]]
        )
        for words, language, found in each(answers)
    }


def test_languages_differ_in_labels_only(answers):
    for words in ROWS:
        one, other = (
            {
                **answers[words, language].json,
                "rows": [{**row, "label": ""} for row in answers[words, language].json["rows"]],
            }
            for language in ("en", "ko")
        )
        assert one == other
    assert ["Buyer", "구매 담당"] == [
        answers[("stance", "hanbit"), language].json["rows"][2]["label"]
        for language in ("en", "ko")
    ]


def test_days_are_iso_days_or_null_and_shares_lie_between_0_and_1(answers):
    values = [
        (key, value)
        for _, _, found in each(answers)
        for row in found["rows"]
        for key, value in row.items()
        if value is not None
    ]
    assert [] == [pair for pair in values if pair[0] in DAYS and not DAY.match(pair[1])]
    assert [] == [pair for pair in values if pair[0] in SHARES and not 0 <= pair[1] <= 1]
    assert DAYS | SHARES == {key for key, _ in values if key in DAYS | SHARES}


def test_the_figures_of_this_book(answers):
    def rows(*words):
        return answers[words, "en"].json["rows"]

    assert {"stance_index": -0.333333333, "assessed": 3, "weight": 6} == {
        key: rows("stance")[0][key] for key in ("stance_index", "assessed", "weight")
    }
    assert [("lee", "regression"), ("park", "conversion")] == [
        (row["contact"], row["change"]) for row in rows("stance", "--since", "2026-03-01")
    ]
    assert [("pt2", 0.5, 70, ["ceo"], 1000.50)] == [
        (row["deal"], row["named_share"], row["needed"], row["missing"], row["amount"])
        for row in rows("blind")
    ]
    assert ["late"] == [row["plan"] for row in rows("plans", "--overdue")]
    assert [["owner-left"]] == [row["reasons"] for row in rows("orphans")]


EVIDENCE = {
    ("stance",): {"friendly", "neutral", "negative", "stale", "unassessed"},
    ("stance", "--by", "owner"): {
        "accounts",
        "friendly",
        "neutral",
        "negative",
        "stale",
        "unassessed",
    },
    ("stance", "--by", "role"): {
        "accounts",
        "friendly",
        "neutral",
        "negative",
        "stale",
        "unassessed",
    },
    ("stance", "hanbit"): {"stance"},
    ("stance", "--since", "2026-03-01"): {"to"},
    ("stance", "--matrix"): {"unknown", "negative", "neutral", "friendly", "left"},
    ("plans",): {"plan", "idle_days"},
    ("plans", "--by", "owner"): {"orphaned", "slipped", "undated", "live", "gaps", "planned"},
    ("plans", "--by", "kind"): {"orphaned", "slipped", "undated", "live", "gaps", "planned"},
    ("blind",): {"missing"},
    ("knows", "hanbit"): {"two_way", "one_way"},
    ("knows", "mj@example.com"): {"two_way", "one_way"},
    ("cooling",): {"last_touch"},
    ("team",): {"members"},
    ("team", "--by", "member"): {"accounts"},
    ("orphans",): {"last_touch"},
}


@pytest.mark.parametrize("words", EVIDENCE, ids=" ".join)
def test_every_report_explains_each_of_its_rows_and_changes_nothing_else(shared, answers, words):
    plain, told = (
        answers[words, "en"].json,
        shared(
            *words, "--json", "--explain", "--as-of", "2026-08-01", "--lang", "en", "--no-cache"
        ).json,
    )
    behind = told.pop("explain")
    assert plain == told
    assert len(told["rows"]) == len(behind["rows"])
    assert {} == {
        field: refs
        for row in behind["rows"]
        for field, refs in row.items()
        if field not in EVIDENCE[words]
    }
    assert any(refs for row in behind["rows"] for refs in row.values())
    assert [] == [
        refs
        for row in behind["rows"]
        for refs in row.values()
        if any(not isinstance(ref, str) for ref in refs)
    ]
