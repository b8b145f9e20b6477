"""What programs may rely on: the keys, their order, the types and the exactness of every `--json` answer."""

import json
import re
from datetime import date
from itertools import product

import pytest

TOP = ["report", "as_of", "rows", "totals", "skipped"]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
CENTS = re.compile(r"\d+\.\d{1,2}\Z")

POLICY = """\
currency: USD
language: en
timezone: Asia/Seoul
role_sets:
  small:
    ceo: {label: {ko: 대표이사, en: CEO}, level: executive, weight: 3}
    cio: {label: {ko: 정보 임원, en: CIO}, level: manager, weight: 2}
    buyer: {label: {ko: 구매 담당, en: Buyer}, level: practitioner, weight: 1}
default_role_set: small
products: {core: {label: {ko: 코어, en: Core}, list_price: 1000}, batch: {label: 배치}}
team:
  kim-mj: {name: 김민지, function: sales, manager: choi, emails: [mj@example.com]}
  choi: {name: 최상무, function: executive}
goals: {known: {why: {ko: 눈감고 제안하지 않는다, en: No offer into the dark}, metric: coverage, from: {2026-01-01: 10}, to: {2026-12-31: 90}}}
"""
HANBIT = """\
name: 한빛전자㈜
aliases: [Hanbit]
segment: A
status: customer
owner: kim-mj
source: referral
tags: [반도체]
research: {problems: [늦은 출하]}
roles:
  ceo: {contact: park, rep: choi}
  cio: {contact: lee, rep: kim-mj}
  buyer: {waived: 그룹 구매}
contacts:
  park: {name: 박재형, title: 대표, phones: ["010-1"], emails: [p@h.example], stance: {2026-06-11: friendly}}
  lee: {name: 이동현, stance: {2026-05-02: negative}}
plans:
  trust: {for: lee, kind: convert, owner: kim-mj, due: 2026-08-20, how: 설명}
  late: {for: ceo, kind: access, owner: kim-mj, due: 2026-07-20, how: 초청}
deals:
  pt2:
    name: 증설
    type: cross_sell
    source: repeat
    products: {core: 1}
    amount: 1000.50
    close: 2026-07-15
    stages: {2026-05-01: contacting, 2026-06-02: qualification}
    bant: {budget: {status: met, date: 2025-06-11, why: 메일}, need: met, timeline: unmet}
    competitors: [벤더X]
    next: {date: 2026-07-28, what: 통화, owner: kim-mj, with: lee}
  bare:
    stages: {2026-07-25: prospecting}
  won-1:
    type: new
    products: {core: 1, batch: 1}
    amount: 100
    stages: {2026-01-01: closing}
    outcome: {result: won, date: 2026-02-10}
  lost-1:
    type: new
    amount: 50.25
    stages: {2026-01-01: presenting}
    outcome: {result: lost, date: 2026-03-02, reason: price, competitor: 벤더X, verified_by: buyer}
  lost-2:
    stages: {2026-01-01: contacting}
    outcome: {result: no_decision, date: 2026-03-12}
  junk:
    stages: {2026-01-01: contacting}
    outcome: {result: invalid, date: 2026-03-12}
contracts: {c1: {start: 2025-08-20, end: 2026-08-19, amount: 10}}
cases: {night: {opened: 2026-07-01, kind: complaint, contact: lee, what: 장애, owner: kim-mj}}
log:
  - {date: 2026-06-11, type: review, by: [choi, kim-mj], with: park, deal: pt2, what: 검토, gave: [r.pdf], objections: {noise: deferred}}
  - {date: 2026-07-25, type: call, by: kim-mj, with: lee, deal: bare, outcome: no_answer, what: 문의}
"""
OTHER = "name: Zeta\nsegment: B\n"
BROKEN = "name: Broken\nnmae: x\nowner: [\n"

ROWS = {
    (
        "coverage",
    ): "account name owner required waived unknown named met reachable friendly named_share reachable_share friendly_share composite people"
    " single_threaded gaps live_plans",
    (
        "coverage",
        "hanbit",
    ): "role label level weight rung holders rep stance stance_date last_touch plan unit",
    (
        "coverage",
        "--gaps",
    ): "account name role label weight rung kind kinds holder rep plan suggested owner",
    (
        "coverage",
        "--by",
        "owner",
    ): "group accounts required waived unknown named met reachable friendly named_share reachable_share friendly_share composite people"
    " single_threaded gaps live_plans",
    ("coverage", "--by", "segment"): "group accounts required composite",
    ("coverage", "--by", "role"): "group accounts required composite",
    ("due",): "date days_late kind account name subject owner why records",
    (): "due figures changes relation_fell",
    ("due", "--days", "60", "--limit", "3"): "date days_late kind account subject owner why",
    ("pipeline",): "stage deals amount weighted median_days rotten parked overdue",
    ("pipeline", "--by", "owner"): "group deals amount weighted median_days rotten parked overdue",
    (
        "pipeline",
        "--by",
        "product",
    ): "group deals amount weighted median_days rotten parked overdue",
    ("pipeline", "--by", "type"): "group deals amount",
    ("pipeline", "--by", "segment"): "group deals amount",
    ("pipeline", "--rotten"): "account deal stage idle amount owner",
    ("pipeline", "--exits"): "account deal stage missing amount owner",
    ("bant",): "account deal stage budget authority need timeline met unknown stale",
    ("qualify",): "account deal stage budget authority need timeline met unknown stale",
    ("losses",): "reason deals share amount median_days last_stage verified",
    (
        "losses",
        "--by",
        "competitor",
    ): "group deals share amount median_days last_stage verified reason",
    ("losses", "--by", "month"): "group deals share",
    ("losses", "--by", "stage"): "group deals share",
    (
        "winrate",
    ): "group won lost no_decision open narrow broad low high average_won average_cycle_days won_amount",
    (
        "winrate",
        "--by",
        "manager",
    ): "group won lost no_decision open narrow broad low high average_won average_cycle_days won_amount",
    ("winrate", "--by", "quarter"): "group won lost",
    ("winrate", "--by", "bant"): "group won lost",
    ("winrate", "--by", "met"): "group won lost",
    ("forecast",): "group deals amount weighted won won_amount",
    (
        "forecast",
        "--method",
        "history",
        "--by",
        "owner",
    ): "group deals amount weighted won won_amount",
    ("forecast", "--method", "category"): "group deals commit best_case pipeline won won_amount",
    ("forecast", "--backtest"): "month deals forecast won won_amount error recorded",
    (
        "velocity",
    ): "group open won decided win_rate low high average_won median_won valued average_cycle_days median_cycle_days timed velocity slow fast",
    ("focus",): "score account name deal owner stage amount weighted close reasons why",
    (
        "goals",
    ): "goal why metric audience from from_date now n low high to to_date expected progress elapsed state few",
    ("quality",): "account name status owner asked filled share stale missing",
    ("quality", "--by", "status"): "group accounts asked filled share stale missing",
    (
        "review",
    ): "week start end coverage won_over lost_over slips new closed losses blind minimum lowest below plans goals",
    (
        "losses",
        "--counter",
    ): "reason counter since lost before_n before_of before before_low before_high after_n after_of after after_low after_high change",
    (
        "stages",
    ): "stage reached passed dropped still conversion low high leak leaks_most stays median_days p90_days",
    (
        "stages",
        "--by",
        "type",
    ): "group stage reached passed dropped still conversion low high leak leaks_most stays median_days p90_days",
    ("playbook",): "stage guide exit questions probability rot_days missing criteria replies steps",
    (
        "playbook",
        "closing",
    ): "stage guide exit questions probability rot_days missing criteria replies steps",
    (
        "playbook",
        "--deal",
        "hanbit/pt2",
    ): "stage guide exit questions probability rot_days missing criteria replies steps",
    (
        "objections",
    ): "objection raised resolved deferred unresolved overcome overcome_low overcome_high won lost narrow low high answers unprepared",
    (
        "objections",
        "noise",
    ): "objection raised resolved deferred unresolved overcome overcome_low overcome_high won lost narrow low high answers log",
    (
        "objections",
        "--by",
        "stage",
    ): "group raised resolved deferred unresolved overcome overcome_low overcome_high won lost narrow low high unprepared objection",
    (
        "attempts",
    ): "account name deal tries most last step due days_late final_due close_as reason over owner",
    ("attempts", "--by", "channel"): "contact person channel tries answered rate low high",
    (
        "attempts",
        "hanbit",
        "--by",
        "channel",
    ): "contact person channel tries answered rate low high",
    (
        "brief",
        "hanbit",
    ): "account name status segment owner problems solution icebreakers unknown people deals due cases said objections whitespace log values service_contact",
    ("map", "hanbit"): "contact name title above depth roles stance reps tree owner units",
    (
        "list",
    ): "account name segment status owner contacts open_deals open_amount last_touch aliases tags",
    (
        "show",
        "hanbit",
    ): "account name status segment owner source aliases tags problems roles contacts deals due log service_contact status_why",
    ("query", "amount > 1", "--on", "deals"): "account deal stage amount owner",
    (
        "query",
        "true",
        "--on",
        "deals",
        "--by",
        "stage",
        "--columns",
        "n,sum(amount),share(open) as part",
    ): "stage n sum(amount) part",
    ("find", "장애"): "account name owner kind where date text whole",
    ("lint",): "file line column rule severity message path",
}
DATES = {"date", "stance_date", "last_touch", "close", "next", "closed"}
SHARES = {
    "named_share",
    "reachable_share",
    "friendly_share",
    "composite",
    "share",
    "verified",
    "narrow",
    "broad",
    "low",
    "high",
}
AMOUNTS = {"amount", "weighted", "open_amount", "won_amount"}
COUNTS = {
    "required",
    "waived",
    "unknown",
    "named",
    "met",
    "reachable",
    "friendly",
    "people",
    "single_threaded",
    "gaps",
    "live_plans",
    "accounts",
    "weight",
    "days_late",
    "deals",
    "rotten",
    "parked",
    "overdue",
    "stale",
    "won",
    "lost",
    "no_decision",
    "open",
    "contacts",
    "open_deals",
    "line",
    "column",
    "idle",
}
# what is said in the reader's language; everything else is the same in every one
SPOKEN = {
    "label",
    "why",
    "message",
    "guide",
    "questions",
    "means",
}


@pytest.fixture(scope="module")
def answers(shared):
    """Every command's answer, in English and Korean."""
    shared.write({"hanbit": HANBIT, "sub/zeta": OTHER}, POLICY)
    found = {}
    for words, language in product(ROWS, ("en", "ko")):
        ran = shared(*words, "--json", "--as-of", "2026-08-01", "--lang", language, "--no-cache")
        assert "Traceback" not in ran.told
        found[words, language] = ran
    return found


def each(answers):
    return [(words, language, json.loads(ran.out)) for (words, language), ran in answers.items()]


def test_every_answer_is_one_object_with_the_same_five_keys(answers):
    assert {(words, language): TOP for words, language, _ in each(answers)} == {
        (words, language): [key for key in answer if key != "currency"]
        for words, language, answer in each(answers)
    }


MONEYLESS = {
    "coverage",
    "due",
    "stages",
    "playbook",
    "objections",
    "attempts",
    "map",
    "find",
    "lint",
    "goals",
    "quality",
}


def test_the_currency_of_its_amounts_stands_third_where_an_answer_may_have_some(answers):
    found = {(words, answer.get("currency"), list(answer)[2]) for words, _, answer in each(answers)}
    expected = {
        (words, None, "rows")
        if words and (words[0] in MONEYLESS or words[-1] == "--counter")
        else (words, "USD", "currency")
        for words in ROWS
    }
    assert expected == found


def test_it_exits_0_and_tells_nothing_beside_the_answer_when_every_file_was_read(answers):
    assert {} == {
        key: ran
        for key, ran in answers.items()
        if key[0][:1] != ("lint",) and (ran.status, ran.err) != (0, b"")
    }


def test_report_and_as_of_are_always_named(answers):
    expected = {
        (words, language): (words[0] if words else "morning", "2026-08-01", [])
        for words, language, _ in each(answers)
    }
    assert expected == {
        (words, language): (answer["report"], answer["as_of"], answer["skipped"])
        for words, language, answer in each(answers)
    }


def test_every_command_of_the_book_has_rows_here_so_that_the_tests_below_see_some(answers):
    assert [] == [
        words
        for words, _, answer in each(answers)
        if not answer["rows"] and words != ("pipeline", "--rotten")
    ]


def test_rows_have_at_least_the_promised_fields_in_the_promised_order(answers):
    expected = {(words, language): ROWS[words].split() for words, language, _ in each(answers)}
    actual = {}
    for words, language, answer in each(answers):
        promised = ROWS[words].split()
        rows = [[field for field in row if field in promised] for row in answer["rows"]] or [
            promised
        ]
        actual[words, language] = rows[0] if all(row == rows[0] for row in rows) else rows
    assert expected == actual


def test_every_row_of_a_report_has_the_same_keys(answers):
    assert [] == [
        words
        for words, _, answer in each(answers)
        if len({tuple(row) for row in answer["rows"]}) > 1
    ]


def test_languages_differ_in_what_is_said_only(answers):
    def silent(value):
        if isinstance(value, dict):
            return {key: silent(each) for key, each in value.items() if key not in SPOKEN}
        return [silent(each) for each in value] if isinstance(value, list) else value

    for words in ROWS:
        assert silent(answers[words, "en"].json) == silent(answers[words, "ko"].json)
    assert answers[("coverage", "hanbit"), "ko"].json["rows"][0]["label"] == "대표이사"
    assert answers[("coverage", "hanbit"), "en"].json["rows"][0]["label"] == "CEO"


def flat(value, key=""):
    """Every scalar of an answer with the name of its field."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from flat(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from flat(part, key)
    else:
        yield key, value


def aggregates(answers):
    """The answers whose rows are sums; the others have flags and lists under some of the same names."""
    lists = [
        ("coverage", "hanbit"),
        ("coverage", "--gaps"),
        ("pipeline", "--rotten"),
        ("show", "hanbit"),
        ("brief", "hanbit"),
    ]
    return [(words, answer) for words, _, answer in each(answers) if words not in lists]


def test_dates_are_iso_days_or_null(answers):
    found = [
        (words, key, value)
        for words, _, answer in each(answers)
        for key, value in flat(answer["rows"])
        if key in DATES and value is not None
    ]
    assert [] == [
        each
        for each in found
        if not (isinstance(each[2], str) and DAY.match(each[2]) and date.fromisoformat(each[2]))
    ]
    assert {"date", "stance_date", "last_touch", "close", "next"} == {key for _, key, _ in found}


def test_shares_are_numbers_from_0_to_1_or_null(answers):
    found = [
        (words, key, value)
        for words, answer in aggregates(answers)
        for key, value in flat([answer["rows"], answer["totals"]])
        if key in SHARES
    ]
    assert [] == [
        each
        for each in found
        if not (each[2] is None or (type(each[2]) in (int, float) and 0 <= each[2] <= 1))
    ]
    assert SHARES == {key for _, key, value in found if value is not None}


def test_amounts_are_numbers_with_no_more_than_cents_and_never_texts(answers):
    found = [
        (words, key, value)
        for words, _, answer in each(answers)
        for key, value in flat([answer["rows"], answer["totals"]])
        if key in AMOUNTS
    ]
    assert [] == [
        each
        for each in found
        if not (
            each[2] is None
            or type(each[2]) is int
            or (type(each[2]) is float and CENTS.match(repr(each[2])))
        )
    ]
    assert {int, float} == {type(value) for _, _, value in found if value is not None}


def test_counts_are_integers(answers):
    found = [
        (words, key, value)
        for words, answer in aggregates(answers)
        for row in answer["rows"]
        for key, value in row.items()
        if key in COUNTS
    ]
    assert [] == [each for each in found if not (type(each[2]) is int or each[2] is None)]


def test_group_values_are_ids_and_none_is_null(answers):
    def groups(*words):
        return [row["group"] for row in answers[words, "ko"].json["rows"]]

    assert [None, "kim-mj"] == sorted(groups("coverage", "--by", "owner"), key=str)
    assert ["A", "B"] == sorted(groups("coverage", "--by", "segment"))
    assert ["buyer", "ceo", "cio"] == sorted(groups("coverage", "--by", "role"))
    assert ["kim-mj"] == groups("pipeline", "--by", "owner")
    assert ["core", None] == groups("pipeline", "--by", "product")
    assert ["choi"] == groups("winrate", "--by", "manager")
    assert ["2026Q1"] == groups("winrate", "--by", "quarter")
    assert [None, "벤더X"] == sorted(groups("losses", "--by", "competitor"), key=str)


def test_shares_are_exact(answers):
    hanbit = next(
        row for row in answers[("coverage",), "en"].json["rows"] if row["account"] == "hanbit"
    )
    assert {
        "named_share": 1.0,
        "reachable_share": 3 / 5,
        "friendly_share": 3 / 5,
        "composite": 16 / 20,
    } == {key: hanbit[key] for key in hanbit if key in SHARES}
    assert [1 / 2, 1 / 2] == [row["share"] for row in answers[("losses",), "en"].json["rows"]]


def test_stages_come_in_the_order_of_the_process_with_their_sums(answers):
    rows = {
        row["stage"]: (row["deals"], row["amount"], row["weighted"])
        for row in answers[("pipeline",), "en"].json["rows"]
    }
    assert [
        "prospecting",
        "research",
        "contacting",
        "qualification",
        "presenting",
        "closing",
        "retaining",
    ] == list(rows)
    assert {"prospecting": (1, 0, 0), "qualification": (1, 1000.50, 250.12)} == {
        stage: row for stage, row in rows.items() if row[0]
    }


def test_a_deal_of_two_products_counts_in_both_but_once_in_the_total(answers):
    answer = answers[("winrate",), "en"].json
    assert [{"won": 1, "won_amount": 100, "average_won": 100.0}] == [
        {key: row[key] for key in ("won", "won_amount", "average_won")} for row in answer["rows"]
    ]
    assert answer["totals"]["won_amount"] == 100


def test_the_small_sums_beside_the_rows(answers):
    def totals(*words):
        return answers[words, "en"].json["totals"]

    assert {"accounts": 2, "open_deals": 2, "open_amount": 1000.50} == totals("list")
    assert {"deals": 2, "passed": 0, "gate": 3} == totals("bant")
    assert {"gaps": 5 - 1, "planned": 1} == totals("coverage", "--gaps")
    due = totals("due")
    assert (
        due["due"]
        == sum(count for kind, count in due.items() if kind != "due")
        == len(answers[("due",), "en"].json["rows"])
    )
    assert set(totals("lint")) == {"error", "warning", "info", "files"}


def test_a_limit_cuts_rows_but_no_totals(answers):
    answer = answers[("due", "--days", "60", "--limit", "3"), "en"].json
    assert (3, True) == (len(answer["rows"]), answer["totals"]["due"] > 3)


def test_a_log_entry_says_with_whom_under_the_files_own_key(answers):
    entry = answers[("show", "hanbit"), "en"].json["rows"][0]["log"][0]
    assert {
        "date": "2026-07-25",
        "time": None,
        "type": "call",
        "by": ["kim-mj"],
        "with": ["lee"],
        "with_names": ["이동현"],
        "outcome": "no_answer",
        "what": "문의",
        "said": None,
    } == entry


def test_explain_adds_one_key_with_the_records_behind_each_figure(shared, answers):
    answer = shared("losses", "--json", "--explain", "--as-of", "2026-08-01", "--lang", "en").json
    assert [*TOP[:2], "currency", *TOP[2:], "explain"] == list(answer)
    assert [
        {"deals": ["hanbit/lost-2"], "verified": [], "unvalued": ["hanbit/lost-2"]},
        {"deals": ["hanbit/lost-1"], "verified": ["hanbit/lost-1"], "unvalued": []},
    ] == sorted(answer["explain"]["rows"], key=lambda row: len(row["verified"]))
    assert {"deals", "share", "median_days", "last_stage", "verified"} <= set(
        answer["explain"]["definitions"]
    )


GAPS = {"unknown", "negative", "neutral", "stale", "not-met", "not-reachable", "no-rep"}
EVIDENCE = {
    ("list",): {"contacts", "open_deals", "open_amount", "last_touch"},
    ("due",): {"records"},
    (): {"due"},
    ("show", "hanbit"): {*GAPS, "contacts", "deals", "due"},
    ("coverage",): {
        "unknown",
        "named",
        "met",
        "reachable",
        "friendly",
        "waived",
        "people",
        "gaps",
        "live_plans",
    },
    ("coverage", "hanbit"): {*GAPS, "holders", "stance", "last_touch", "plan", "waived"},
    ("coverage", "--gaps"): {*GAPS, "plan"},
    ("coverage", "--by", "owner"): {
        "accounts",
        "unknown",
        "named",
        "met",
        "reachable",
        "friendly",
        "waived",
        "people",
        "gaps",
        "live_plans",
    },
    ("coverage", "--by", "role"): {
        "accounts",
        "unknown",
        "named",
        "met",
        "reachable",
        "friendly",
        "waived",
        "people",
        "gaps",
        "live_plans",
    },
    ("pipeline",): {"deals", "rotten", "parked", "overdue", "blind"},
    ("pipeline", "--rotten"): {"deal", "idle"},
    ("pipeline", "--exits"): {
        "source",
        "problems",
        "decision_maker",
        "annual_revenue",
        "two_way_touch",
        "bant",
        "proposal",
        "next",
        "discount_ok",
    },
    ("bant",): {"budget", "authority", "need", "timeline"},
    ("qualify",): {"budget", "authority", "need", "timeline"},
    ("losses",): {"deals", "verified", "unvalued"},
    ("winrate",): {"won", "lost", "no_decision", "open", "unvalued"},
    ("forecast",): {"deals", "won_amount"},
    ("forecast", "--backtest"): {"forecast", "won_amount"},
    ("velocity",): {"open", "won", "lost"},
    ("focus",): {
        "value",
        "broken-promise",
        "close-soon",
        "close-past",
        "gate-near",
        "rotting",
        "bant-gap",
        "blind",
        "no-next",
        "waits",
    },
    ("quality",): {
        "stale",
        "owner",
        "segment",
        "source",
        "role_holders",
        "role_reps",
        "stances",
        "ways_to_reach",
        "problems",
        "decision_maker",
        "annual_revenue",
        "amount",
        "close_date",
        "next",
        "products",
        "bant",
        "reason",
        "contracts",
        "assets",
    },
    ("review",): {"won_over", "lost_over", "slips", "new", "closed", "losses", "blind", "plans"},
    ("losses", "--counter"): {"lost", "before", "after"},
    ("stages",): {"passed", "dropped", "still", "median_days"},
    ("stages", "--by", "type"): {"passed", "dropped", "still", "median_days"},
    ("playbook",): {"exit"},
    ("playbook", "--deal", "hanbit/pt2"): {"missing"},
    ("objections",): {"resolved", "deferred", "unresolved", "narrow", "unprepared"},
    ("objections", "noise"): {"resolved", "deferred", "unresolved", "narrow", "unprepared"},
    ("attempts",): {"tries"},
    ("attempts", "hanbit", "--by", "channel"): {"answered", "unanswered"},
    ("brief", "hanbit"): {"people", "deals", "due", "cases", "said", "log"},
    ("map", "hanbit"): {"stance", "roles"},
    ("query", "amount > 1", "--on", "deals"): {"record"},
    (
        "query",
        "true",
        "--on",
        "deals",
        "--by",
        "stage",
        "--columns",
        "n,sum(amount),share(open) as part",
    ): {"record", "sum(amount)", "part"},
    ("find", "장애"): {"where"},
    ("lint",): {"path"},
}


@pytest.mark.parametrize("words", EVIDENCE, ids=" ".join)
def test_every_command_explains_each_of_its_rows(shared, answers, words):
    plain, told = (
        answers[words, "en"].json,
        shared(
            *words, "--json", "--explain", "--as-of", "2026-08-01", "--lang", "en", "--no-cache"
        ).json,
    )
    behind = told.pop("explain")
    assert plain == told
    assert (["definitions", "rows"], len(told["rows"])) == (list(behind), len(behind["rows"]))
    assert {} == {
        field: refs
        for row in behind["rows"]
        for field, refs in row.items()
        if field not in EVIDENCE[words]
    }
    assert any(refs for row in behind["rows"] for refs in row.values()) or not told["rows"]
    assert [] == [
        refs
        for row in behind["rows"]
        for refs in row.values()
        if not isinstance(refs, list) or any(not isinstance(ref, str) for ref in refs)
    ]


def test_the_morning_page_has_the_whole_agenda_and_three_figures_then_and_now(answers):
    (row,) = answers[(), "en"].json["rows"]
    assert answers[("due",), "en"].json["rows"] == row["due"]
    assert [["figure", "before", "now"]] * 3 == [list(figure) for figure in row["figures"]]
    assert [("composite", round(4 / 11, 9)), ("open_amount", 1000.50)] == [
        (figure["figure"], figure["now"]) for figure in row["figures"]
    ][:2]
    assert (None, None) == (row["changes"], row["relation_fell"])


def test_every_row_of_due_names_records_also_without_explain(answers):
    rows = answers[("due",), "en"].json["rows"]
    assert [] == [row for row in rows if not row["records"]]
    found = {
        row["kind"]: row["records"]
        for row in rows
        if row["account"] == "hanbit" and row["kind"] in ("next", "case", "renewal")
    }
    assert {
        "next": ["deals.pt2.next"],
        "case": ["cases.night"],
        "renewal": ["contracts.c1"],
    } == found


def test_o_json_is_the_same_as_json(shared, answers):
    assert (
        answers[("list",), "en"].out
        == shared("list", "-o", "json", "--as-of", "2026-08-01", "--lang", "en").out
    )


def test_a_file_left_out_is_named_in_skipped_and_the_status_is_1(crm):
    crm.write({"hanbit": HANBIT, "broken": BROKEN}, POLICY)
    for words in (("coverage",), ("due",), ("list",), ("winrate",)):
        ran = crm(*words, "--json", "--as-of", "2026-08-01", "--lang", "en")
        assert (1, TOP) == (ran.status, [key for key in ran.json if key != "currency"])
        (skipped,) = ran.json["skipped"]
        assert ["file", "line", "column", "rule", "message", "findings"] == list(skipped)
        assert ("accounts/broken.yaml", 2) == (skipped["file"], skipped["findings"])
        assert skipped["rule"] in ("unknown-key", "yaml-syntax")


def test_an_empty_book_answers_with_empty_rows_and_nothing_divided_by_nothing(crm):
    crm.write({})
    for words in (("coverage",), ("due",), ("bant",), ("losses",), ("list",), ("lint",)):
        ran = crm(*words, "--json", "--as-of", "2026-08-01")
        assert (0, [], []) == (ran.status, ran.json["rows"], ran.json["skipped"])
    assert [0] * 7 == [row["deals"] for row in crm("pipeline", "--json").json["rows"]]
    assert (None, None, 0) == tuple(
        crm("winrate", "--json").json["rows"][0][key] for key in ("narrow", "low", "won")
    )
    assert crm("coverage", "--json").json["totals"]["composite"] is None
