"""What programs may rely on in the reports after the sale: keys and their order, types, and the same answer in every language."""

import json
import re
from itertools import product

import pytest

TOP = ["report", "as_of", "rows", "totals", "skipped"]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
CENTS = re.compile(r"\d+\.\d+\Z")
POLICY = """\
currency: USD
timezone: Asia/Seoul
products: {core: {label: {ko: 코어, en: Core}}, batch: {label: 배치, needs: [core]}, ko: {label: 한국어판}}
team: {kim-mj: {name: 김민지}, han: {name: 한세은, function: support}}
renewals: {grace_days: 30}
"""
HANBIT = """\
name: 한빛전자㈜
segment: A
status: customer
owner: kim-mj
source: referral
referred_by: zeta/oh
research: {problems: [늦은 출하]}
not_eligible: {ko: 영어만 씀}
contacts: {park: {name: 박재형}}
plans: {ask: {for: park, kind: referral_ask, owner: kim-mj, due: 2026-09-01}}
deals:
  pt2: {products: {batch: 1}, amount: 1000.50, stages: {2026-05-01: contacting}}
  won-1: {products: {core: 1}, amount: 100, stages: {2025-01-01: closing}, outcome: {result: won, date: 2025-02-10}}
  won-2: {amount: 50.25, source: repeat, stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-02-10}}
  lost-1: {amount: 5, source: event, stages: {2026-01-01: closing}, outcome: {result: lost, date: 2026-02-10, reason: price}}
contracts: {c1: {start: 2025-02-20, end: 2026-02-19, amount: 100.50}, c2: {start: 2026-02-20, end: 2027-02-19, amount: 10, per: month, notice_days: 60}}
assets: {core: {qty: 2, since: 2025-02-20, replace: 2026-09-01}}
cases: {night: {opened: 2026-07-01, kind: complaint, what: 장애, closed: 2026-07-03, resolution: 패치}}
surveys:
  - {date: 2026-06-11, kind: csat, about: product, score: 4}
  - {date: 2026-06-11, kind: nps, about: relationship, score: 10}
log: [{date: 2026-06-11, type: call, by: kim-mj}, {date: 2026-06-12, type: review, by: [kim-mj, han], gave: [r.pdf]}]
"""
ZETA = "name: Zeta\nsegment: B\nowner: kim-mj\nreferred_by: zeta\n"
RETENTION = "group customers kept logo low high start_amount churn contraction expansion grr nrr new new_amount unvalued buyers rebuyers repurchase median_interval new_unvalued"
RHYTHM = "account name owner cadence touch per_year every_months at_days satisfied completed compliance missed state until last longest_gap gap_from gap_to in_care"
SURVEY = "group kind about n top bottom nps top_two low high"
CELL = "account name product state records needs reason problems owner"
ROWS = {
    ("cadence",): "rep accounts rhythms satisfied completed compliance missed at_risk below",
    ("cadence", "hanbit"): RHYTHM,
    ("cadence", "--by", "account"): RHYTHM,
    (
        "renewals",
    ): "account name contract start end days_left notice reminders state a_year renewed_by owner",
    (
        "renewals",
        "--within",
        "300",
    ): "account name contract start end days_left notice reminders state a_year renewed_by owner",
    ("retention",): RETENTION,
    ("retention", "--by", "owner"): RETENTION,
    ("retention", "--by", "segment", "--months", "6"): RETENTION,
    ("retention", "--cohort", "quarter"): "cohort customers kept",
    ("retention", "--cohort", "year"): "cohort customers kept",
    (
        "balance",
    ): "rep side touches touch_share won won_amount open open_amount churned churned_amount",
    (
        "balance",
        "--since",
        "2026-06-12",
    ): "rep side touches touch_share won won_amount open open_amount churned churned_amount",
    ("referrals",): "account name owner planned asked given won won_amount proposed people",
    (
        "referrals",
        "--tree",
    ): "account name depth by contact sent won won_amount circle owner person",
    ("satisfaction",): SURVEY,
    ("satisfaction", "--by", "account"): SURVEY,
    ("satisfaction", "--by", "owner"): SURVEY,
    ("whitespace",): "account name owner owned pipeline lost not_eligible gap penetration problems",
    ("whitespace", "hanbit"): CELL,
    ("whitespace", "--product", "batch"): CELL,
    ("assets",): "account name product qty since replace days_late deal owner bought_from unit",
    (
        "assets",
        "--all",
    ): "account name product qty since replace days_late deal owner bought_from unit",
}
DAYS = {"until", "last", "gap_from", "gap_to", "start", "end", "notice", "since", "replace"}
SHARES = {
    "compliance",
    "in_care",
    "logo",
    "low",
    "high",
    "grr",
    "repurchase",
    "touch_share",
    "top_two",
    "penetration",
}
AMOUNTS = {
    "a_year",
    "start_amount",
    "churn",
    "contraction",
    "expansion",
    "new_amount",
    "won_amount",
    "open_amount",
    "churned_amount",
    "qty",
}


@pytest.fixture(scope="module")
def answers(shared):
    """Every answer, in English and Korean."""
    shared.write({"hanbit": HANBIT, "sub/zeta": ZETA}, POLICY)
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
    expected = {
        (words, language): [ROWS[words].split()] * max(1, len(found["rows"]))
        for words, language, found in each(answers)
    }
    assert expected == {
        (words, language): [list(row) for row in found["rows"]]
        for words, language, found in each(answers)
    }


def test_every_language_gives_the_same_answer(answers):
    assert {} == {
        words: 0 for words in ROWS if answers[words, "en"].out != answers[words, "ko"].out
    }


def test_days_are_iso_days_shares_lie_between_0_and_1_and_amounts_are_exact(answers):
    values = [
        (key, value)
        for _, _, found in each(answers)
        for row in found["rows"]
        for key, value in row.items()
        if value is not None
    ]
    assert [] == [pair for pair in values if pair[0] in DAYS and not DAY.match(pair[1])]
    assert [] == [pair for pair in values if pair[0] in SHARES and not 0 <= pair[1] <= 1]
    assert [] == [
        pair
        for pair in values
        if pair[0] in AMOUNTS and type(pair[1]) is not int and not CENTS.match(repr(pair[1]))
    ]
    assert DAYS | SHARES | AMOUNTS == {key for key, _ in values if key in DAYS | SHARES | AMOUNTS}


def test_the_figures_of_this_book(answers):
    def row(*words):
        return answers[words, "en"].json["rows"][0]

    totals = {words: answers[words, "en"].json["totals"] for words in ROWS}
    assert ("kim-mj", 3, 1, 18) == tuple(
        row("cadence")[key] for key in ("rep", "rhythms", "satisfied", "completed")
    )
    assert [("c1", "renewed", "c2", 100.50), ("c2", "running", None, 120)] == [
        (each["contract"], each["state"], each["renewed_by"], each["a_year"])
        for each in answers[("renewals",), "en"].json["rows"]
    ]
    assert (1, 1, 100.50, 19.50, 1.0, 1, 365) == tuple(
        row("retention")[key]
        for key in (
            "customers",
            "kept",
            "start_amount",
            "expansion",
            "grr",
            "rebuyers",
            "median_interval",
        )
    )
    assert [1.0] * 6 == row("retention", "--cohort", "quarter")["kept"]
    assert ("zeta", 2, 1, 100) == tuple(
        row("referrals")[key] for key in ("account", "given", "won", "won_amount")
    )
    assert ["night"] == [each["case"] for each in totals["satisfaction",]["improvements"]]
    hanbit = next(
        each for each in answers[("whitespace",), "en"].json["rows"] if each["account"] == "hanbit"
    )
    assert (["core"], ["batch"], [], ["ko"], [], 0.5) == tuple(
        hanbit[key] for key in ("owned", "pipeline", "lost", "not_eligible", "gap", "penetration")
    )
    assert ["core", "batch", "ko"] == [
        each["product"] for each in totals["whitespace",]["products"]
    ]
    assert {"assets": 1, "overdue": 0, "without_deal": 1} == totals["assets",]


EVIDENCE = {
    ("cadence",): {"accounts", "kept", "missed", "at_risk"},
    ("cadence", "hanbit"): {"kept", "longest_gap"},
    ("renewals",): {"end", "renewed_by"},
    ("retention",): {
        "customers",
        "kept",
        "churn",
        "contraction",
        "expansion",
        "new",
        "unvalued",
        "new_unvalued",
        "rebuyers",
    },
    ("retention", "--by", "owner"): {
        "customers",
        "kept",
        "churn",
        "contraction",
        "expansion",
        "new",
        "unvalued",
        "new_unvalued",
        "rebuyers",
    },
    ("retention", "--cohort", "year"): {"customers", "churn"},
    ("balance",): {"touches", "won", "open", "churned"},
    ("referrals",): {"proposed", "planned", "asked", "given", "won"},
    ("referrals", "--tree"): {"contact", "won"},
    ("satisfaction",): {"n", "top", "bottom"},
    ("whitespace",): {"owned", "pipeline", "lost", "not_eligible", "gap"},
    ("whitespace", "hanbit"): {"state"},
    ("assets",): {"replace", "deal"},
    ("assets", "--all"): {"replace", "deal"},
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


def test_an_empty_book_has_nothing_to_say_and_divides_nothing_by_nothing(crm):
    crm.write({})
    for words in (
        ("cadence",),
        ("renewals",),
        ("retention", "--cohort", "year"),
        ("balance",),
        ("referrals",),
        ("referrals", "--tree"),
        ("satisfaction",),
        ("whitespace",),
        ("assets",),
    ):
        ran = crm(*words, "--json", "--as-of", "2026-08-01")
        assert (0, []) == (ran.status, ran.json["rows"]), words
    assert (0, None, None, None) == tuple(
        crm("retention", "--json").json["rows"][0][key]
        for key in ("customers", "logo", "grr", "repurchase")
    )
    for words in (
        ("cadence",),
        ("renewals",),
        ("retention",),
        ("balance",),
        ("referrals",),
        ("satisfaction",),
        ("whitespace",),
        ("assets",),
    ):
        ran = crm(*words, "--lang", "en")
        # beside the answer stands how to begin, and nothing else
        assert (0, 3, "nobody is of the team yet") == (
            ran.status,
            len(ran.told.splitlines()),
            ran.told.partition(";")[0],
        )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["cadence", "hanbit", "--by", "account"], 2),
        (["cadence", "--by", "owner"], 2),
        (["cadence", "--floor", "101"], 2),
        (["retention", "--cohort", "week"], 2),
        (["retention", "--cohort", "year", "--by", "owner"], 2),
        (["retention", "--months", "0"], 2),
        (["renewals", "--within", "0"], 2),
        (["assets", "--all", "--within", "9"], 2),
        (["whitespace", "--product", "nothing"], 4),
        (["whitespace", "nobody"], 4),
    ],
    ids=str,
)
def test_what_cannot_be_asked_is_refused(shared, answers, words, status):
    ran = shared(*words)
    assert (status, b"") == (ran.status, ran.out)


@pytest.mark.parametrize(
    "words",
    [
        ("cadence", "hanbit"),
        ("renewals",),
        ("referrals", "--tree"),
        ("satisfaction", "--by", "account"),
        ("whitespace",),
        ("whitespace", "hanbit"),
        ("assets",),
        ("assets", "--all"),
    ],
    ids=" ".join,
)
def test_record_text_is_shown_and_never_obeyed(crm, words):
    hostile = (
        HANBIT.replace("한빛전자㈜", '"[red]x\\u202e\\u001b[31m=1+1"')
        .replace("referred_by: zeta/oh", "referred_by: hanbit/oh")
        .replace("늦은 출하", '"\\u202e[b]"')
    )
    crm.write({"hanbit": hostile.replace("\\u001b", "")}, POLICY)
    for output in ("table", "spoken", "plain", "markdown", "csv"):
        ran = crm(*words, "-o", output, "--as-of", "2026-08-01")
        assert (0, False, False) == (ran.status, "\x1b" in ran.text, "\u202e" in ran.text)
