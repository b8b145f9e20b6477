"""What changed, in the words of the trade: a state, the next one, and what is told."""

import pytest
from books import account, policy

from crmcli.domain.records.account import Account
from crmcli.history.change import Change
from crmcli.history.changes import changes
from crmcli.history.deals import ordinal
from crmcli.domain.records.short_amounts import apart, short
from crmcli.messages import Phrases
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.extras import extras
from crmcli.store.yaml.tree import read_tree

POLICY = policy(
    "team: {kim-mj: {name: 김민지}, choi: {name: 최상무}}\nproducts: {batch: {label: 배치}}"
)
PEOPLE = "contacts: {lee: {name: 이동현}, choi-ey: {name: 최은영}}\n"


def told(before: str, after: str, language: str = "en") -> list[str]:
    """What is told about two states, each written after `name: 한빛` and its people."""
    old, new = (
        account(f"name: 한빛\n{text if 'contacts:' in text else PEOPLE + text}")
        for text in (before, after)
    )
    return [Phrases(language).say(change.message) for change in changes(old, new, POLICY)]


STANCE = "contacts: {{lee: {{name: 이동현, stance: {0}}}}}"


@pytest.mark.parametrize(
    ("before", "after", "english", "korean"),
    [
        (
            "{2026-05-02: negative}",
            "{2026-05-02: negative, 2026-08-03: {value: neutral, by: kim-mj}}",
            "이동현: negative -> neutral (김민지, 2026-08-03)",
            "이동현: 부정 -> 중립 (김민지, 2026-08-03)",
        ),
        (
            "null",
            "{2026-08-03: neutral}",
            "이동현: neutral (2026-08-03)",
            "이동현: 중립 (2026-08-03)",
        ),
        (
            "{2026-05-02: neutral}",
            "{2026-05-02: neutral, 2026-08-03: {value: neutral, why: 점심}}",
            "이동현: stance neutral again (2026-08-03, 점심)",
            "이동현: 태도 중립 재확인 (2026-08-03, 점심)",
        ),
        (
            "{2026-05-02: neutral}",
            "{2026-05-02: neutral, 2026-06-01: negative, 2026-08-03: friendly}",
            "이동현: neutral -> negative (2026-06-01) -> friendly (2026-08-03)",
            "이동현: 중립 -> 부정 (2026-06-01) -> 우호 (2026-08-03)",
        ),
        (
            "{2026-05-02: neutral, 2026-08-03: friendly}",
            "{2026-05-02: neutral}",
            "이동현: friendly -> neutral (2026-08-03 withdrawn)",
            "이동현: 우호 -> 중립 (2026-08-03 항목 삭제)",
        ),
        (
            "{2026-05-02: neutral, 2026-08-03: neutral}",
            "{2026-05-02: neutral}",
            "이동현: stance of 2026-08-03 removed (was neutral)",
            "이동현: 2026-08-03 태도 삭제(이전 중립)",
        ),
        (
            "{undated: neutral, 2026-05-02: neutral}",
            "{2026-05-02: neutral}",
            "이동현: undated stance removed (was neutral)",
            "이동현: 날짜 없는 태도 삭제(이전 중립)",
        ),
        (
            "neutral",
            "{2026-05-02: neutral}",
            "이동현: stance known since 2026-05-02",
            "이동현: 태도 시작일 2026-05-02 기록",
        ),
        (
            "{2026-05-02: neutral, 2026-08-03: friendly}",
            "{2026-05-02: negative, 2026-08-03: friendly}",
            "이동현: stance of 2026-05-02 neutral -> negative",
            "이동현: 2026-05-02 태도 중립 -> 부정",
        ),
        (
            "{2026-05-02: neutral}",
            "{2026-05-02: {value: neutral, by: choi}}",
            "이동현: stance of 2026-05-02: by 최상무",
            "이동현: 2026-05-02 태도: 우리 쪽 최상무",
        ),
        ("neutral", "null", "이동현: stance removed (was neutral)", "이동현: 태도 삭제(이전 중립)"),
    ],
)
def test_a_stance_is_told_with_who_judged_it_and_when(before, after, english, korean):
    states = STANCE.format(before), STANCE.format(after)
    assert [[english], [korean]] == [told(*states), told(*states, "ko")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("roles: {ceo: null}", "roles: {ceo: choi-ey}", "CEO: nobody -> 최은영"),
        (
            "roles: {ceo: choi-ey}",
            "roles: {ceo: {contact: choi-ey, rep: kim-mj}}",
            "CEO: rep nobody -> 김민지",
        ),
        (
            "roles: {ceo: {contact: choi-ey, rep: kim-mj}}",
            "roles: {ceo: {contact: lee, rep: choi}}",
            "CEO: 최은영 -> 이동현, rep 김민지 -> 최상무",
        ),
        ("roles: {ceo: null}", "roles: {ceo: {waived: 그룹이 담당}}", "CEO: waived: 그룹이 담당"),
        ("roles: {ceo: {waived: 그룹이 담당}}", "roles: {ceo: null}", "CEO: counts again"),
        ("", "roles: {ceo: null}", "CEO: listed, nobody known yet"),
        ("roles: {ceo: lee}", "", "CEO: 이동현 -> nobody, not listed any more"),
        ("roles: {ceo: lee}", "roles: {ceo: [lee, choi-ey]}", "CEO: 이동현 -> 이동현, 최은영"),
    ],
)
def test_a_role_is_told_by_its_holder_and_its_rep(before, after, expected):
    assert [expected] == told(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "{}",
            "{lee: {name: 이동현, title: 실장, stance: {2026-01-01: friendly}}}",
            ["new contact 이동현, 실장, friendly"],
        ),
        ("{lee: 이동현}", "{}", ["contact 이동현 removed"]),
        ("{lee: 이동현}", "{lee: {name: 이동현, left: 2026-07-01}}", ["이동현: left 2026-07-01"]),
        (
            "{lee: {name: 이동현, left: 2026-07-01}}",
            "{lee: 이동현}",
            ["이동현: has not left after all"],
        ),
        ("{lee: 이동현}", "{lee: 이동혁}", ["이동혁: was called 이동현"]),
        (
            "{lee: {name: 이동현, phones: ['010']}}",
            "{lee-dh: {name: 이동혁, phones: ['010']}}",
            ["이동혁 goes by another id: lee -> lee-dh", "이동혁: was called 이동현"],
        ),
        (
            "{a: 김씨, b: 김씨}",
            "{c: 김씨}",
            ["contact 김씨 removed", "contact 김씨 removed", "new contact 김씨"],
        ),
        (
            "{lee: {name: 이동현, phones: ['1'], channel: call}}",
            "{lee: {name: 이동현, phones: ['1', '2'], channel: visit}}",
            ["이동현: phone added: 2, channel call -> visit"],
        ),
    ],
)
def test_contacts_come_leave_and_change(before, after, expected):
    assert expected == told(f"contacts: {before}", f"contacts: {after}")


def test_a_contact_with_another_id_is_told_once_however_often_it_is_named():
    text = "contacts: {{{0}: {{name: 이동현}}, b: {{name: B, reports_to: {0}}}}}\nroles: {{ceo: {0}}}\nresearch: {{decision_maker: {0}}}\nplans: {{p: {{for: {0}, via: {0}}}}}\ndeals: {{d: {{people: {{{0}: champion}}, next: {{date: 2026-08-01, with: {0}}}}}}}\ncases: {{c: {{opened: 2026-01-01, contact: {0}}}}}\nsurveys: [{{date: 2026-01-01, kind: nps, score: 9, contact: {0}}}]\nlog: [{{date: 2026-01-01, type: call, with: [{0}], next: {{date: 2026-01-05, with: {0}}}}}]"
    assert ["이동현 goes by another id: lee -> lee-dh"] == told(
        text.format("lee"), text.format("lee-dh")
    )


NAMED_ANEW = """\
contacts: {{{0}: {{name: 이동현, x-shoe: 45}}, b: {{name: B, x-shoe: 39}}}}
deals: {{{1}: {{name: Line 2, stages: {{2026-01-01: contacting}}, x-folder: L2}}}}
log: [{{date: 2026-01-05, type: call, with: [b, {0}], deal: {1}, x-tape: {2}, next: {{date: 2026-02-01, with: {0}, x-room: 1}}}}]
surveys: [{{date: 2026-01-05, kind: nps, score: 9, contact: {0}, x-form: [paper]}}]
"""


def with_their_own(text: str) -> Account:
    """The account of a file that has keys of its author's too."""
    return account(text)._replace(extra=extras(read_tree(text.encode()), ACCOUNT))


def between(*ids: str, tape: int = 7) -> list[Change]:
    """What changed when the person and the deal went by these ids."""
    before, after = (
        with_their_own(f"name: 한빛\n{NAMED_ANEW.format(*each)}")
        for each in (("lee", "l.2", 7), (*ids, tape))
    )
    return changes(before, after, POLICY)


def test_what_authors_keep_for_themselves_moves_with_what_it_stands_in():
    anew = ["이동현 goes by another id: lee -> lee.dh", "line goes by another id: l.2 -> line"]
    said = Phrases("en").say
    assert anew == [said(each.message) for each in between("lee.dh", "line")]
    assert [*anew, "log.0.x-tape 7 -> 8"] == [
        said(each.message) for each in between("lee.dh", "line", tape=8)
    ]


def test_what_moved_with_an_id_is_among_its_parts():
    found = [
        (part.field, part.old, part.new)
        for change in between("lee.dh", "line")
        for part in change.parts
        if "x-" in part.field and not part.field.startswith(("log", "surveys"))
    ]
    assert [
        ("contacts.lee.x-shoe", "45", None),
        ('contacts."lee.dh".x-shoe', None, "45"),
        ('deals."l.2".x-folder', "L2", None),
        ("deals.line.x-folder", None, "L2"),
    ] == found


DEAL = "deals: {{pt2: {{{0}}}}}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "stages: {2026-07-01: presenting}",
            "stages: {2026-07-01: presenting, 2026-08-03: closing}",
            "pt2: Presenting -> Closing (2026-08-03)",
        ),
        ("amount: 72_000_000", "amount: 68_000_000", "pt2: 72M -> 68M"),
        (
            "amount: 72_000_000",
            "amount: {2026-01-01: 72_000_000, 2026-08-03: 68_000_000}",
            "pt2: 72M -> 68M (2026-08-03), amount known since 2026-01-01",
        ),
        ("amount: 72_000_000", "amount: 72_000_001", "pt2: 72,000,000 -> 72,000,001"),
        ("amount: 1800.50", "amount: 1800.51", "pt2: 1,800.50 -> 1,800.51"),
        ("", "amount: 72_000_000", "pt2: amount 72M"),
        (
            "close: {2026-07-01: 2026-08-31, 2026-07-20: 2026-09-30}",
            "close: {2026-07-01: 2026-08-31, 2026-07-20: 2026-09-30, 2026-08-03: 2026-10-31}",
            "pt2: close 09-30 -> 10-31 (2026-08-03, 2nd slip)",
        ),
        (
            "close: {2026-07-01: 2026-09-30}",
            "close: {2026-07-01: 2026-09-30, 2026-08-03: 2027-01-15}",
            "pt2: close 2026-09-30 -> 2027-01-15 (2026-08-03, 1st slip)",
        ),
        (
            "close: {2026-07-01: 2026-09-30}",
            "close: {2026-07-01: 2026-09-30, 2026-08-03: 2026-08-31}",
            "pt2: close 09-30 -> 08-31 (2026-08-03)",
        ),
        ("close: 2026-09-30", "close: 2026-10-31", "pt2: close 09-30 -> 10-31"),
        (
            "amount: 5000",
            "amount: 5000, outcome: {result: won, date: 2026-08-03}",
            "pt2: won 5,000 (2026-08-03)",
        ),
        (
            "",
            "outcome: {result: lost, date: 2026-08-03, reason: price, competitor: 벤더X}",
            "pt2: lost (2026-08-03): Price, to 벤더X",
        ),
        (
            "",
            "outcome: {result: no_decision, date: 2026-08-03, reason: unresponsive}",
            "pt2: no decision (2026-08-03): Fizzled out",
        ),
        ("outcome: {result: lost, date: 2026-08-03}", "", "pt2: reopened (was lost)"),
        (
            "outcome: {result: lost, date: 2026-07-01, reason: price}",
            "ended: {result: lost, date: 2026-07-01, reason: price, reopened: 2026-08-03, why: asked}",
            "pt2: reopened (was lost), 2026-08-03: asked",
        ),
        (
            "",
            "ended: {result: lost, date: 2026-07-01, reason: price, reopened: 2026-08-03}",
            "pt2: was lost (2026-07-01): Price until 2026-08-03",
        ),
        (
            "ended: {result: lost, date: 2026-07-01, reopened: 2026-08-03}",
            "",
            "pt2: no longer known to have been lost (2026-07-01) until 2026-08-03",
        ),
        (
            "ended: {result: lost, date: 2026-07-01, reopened: 2026-08-03}",
            "ended: {result: lost, date: 2026-07-01, reopened: 2026-08-02}",
            "pt2: earlier end reopened 2026-08-03 -> 2026-08-02",
        ),
        (
            "outcome: {result: lost, date: 2026-08-03}",
            "outcome: {result: no_decision, date: 2026-08-03}",
            "pt2: lost -> no decision (2026-08-03)",
        ),
        (
            "outcome: {result: lost, date: 2026-08-03}",
            "outcome: {result: lost, date: 2026-08-03, reason: price}",
            "pt2: reason Price",
        ),
        (
            "steps: {legal: }",
            "steps: {legal: 2026-07-01, sign: }",
            "pt2: closing step legal done 2026-07-01, closing step sign added",
        ),
        (
            "",
            "verbal: 2026-07-23, differentiators: 상주, sourced_by: marketing",
            "pt2: verbal yes 2026-07-23, what sets us apart added: 상주, found by marketing",
        ),
        ("", "next: {date: 2026-08-05, what: 통화}", "pt2: next step 2026-08-05 통화"),
        (
            "next: {date: 2026-08-05, what: 통화}",
            "next: {date: 2026-08-12, what: 통화}",
            "pt2: next step moved 08-05 -> 08-12",
        ),
        (
            "next: {date: 2026-08-05, what: 통화}",
            "",
            "pt2: next step removed (was 2026-08-05 통화)",
        ),
        (
            "next: {date: 2026-08-05, what: 통화}",
            "next: {date: 2026-08-05, what: 방문}",
            "pt2: next step what 통화 -> 방문",
        ),
        (
            "bant: {need: unmet}",
            "bant: {need: met, budget: {status: met, date: 2026-06-11, why: 메일}}",
            "pt2: need unmet -> met, budget met (2026-06-11, 메일)",
        ),
        ("bant: {need: met}", "bant: {need: {status: met, why: 회의}}", "pt2: need why 회의"),
        (
            "products: {batch: {qty: 2, unit_price: 36_000_000}}",
            "products: {batch: {qty: 2, unit_price: 34_000_000}}",
            "pt2: product 배치 unit price 36M -> 34M",
        ),
        (
            "products: {batch: 2}",
            "products: {core: 1}",
            "pt2: product 배치 removed (was quantity 2), product core added",
        ),
        ("competitors: [A, B]", "competitors: [A, C]", "pt2: competitor B -> C"),
        ("people: {lee: champion}", "people: {lee: blocker}", "pt2: 이동현 champion -> blocker"),
        ("custom: {x: a}", "custom: {x: b}", "pt2: x a -> b"),
    ],
)
def test_a_deal_is_one_sentence(before, after, expected):
    assert [expected] == told(DEAL.format(before), DEAL.format(after))


def test_a_deal_whose_everything_moved_is_still_one_sentence_in_the_order_that_matters():
    before = "stages: {2026-07-01: presenting}, amount: 72_000_000, close: {2026-07-01: 2026-08-31, 2026-07-20: 2026-09-30}"
    after = "stages: {2026-07-01: presenting, 2026-08-03: closing}, amount: 68_000_000, close: {2026-07-01: 2026-08-31, 2026-07-20: 2026-09-30, 2026-08-03: 2026-10-31}"
    states = DEAL.format(before), DEAL.format(after)
    assert [
        [
            "pt2: Presenting -> Closing (2026-08-03), 72M -> 68M, close 09-30 -> 10-31 (2026-08-03, 2nd slip)"
        ],
        [
            "pt2: 프레젠테이션 -> 거래 성사 (2026-08-03), 7,200만 -> 6,800만, 마감 09-30 -> 10-31 (2026-08-03, 2번째 연기)"
        ],
    ] == [
        told(*states),
        told(*states, "ko"),
    ]


def test_deals_begin_and_are_removed():
    deal = DEAL.format(
        "name: 증설, amount: 72_000_000, close: 2026-09-30, stages: {2026-07-01: presenting}"
    )
    assert ["new deal pt2: 증설, Presenting, 72M, close 2026-09-30"] == told("", deal)
    assert ["deal pt2 removed: 증설, Presenting, 72M, close 2026-09-30"] == told(deal, "")
    assert ["new deal pt2: nothing known yet"] == told("", "deals: {pt2: {}}")


def test_a_next_step_is_kept_when_the_log_says_so():
    before = "deals: {pt2: {next: {date: 2026-08-05, what: 통화}}}"
    entry = "\nlog: [{date: 2026-08-06, type: call, deal: pt2}]"
    assert "pt2: next step of 2026-08-05 통화 kept" in told(before, "deals: {pt2: {}}" + entry)
    assert "pt2: next step of 2026-08-05 통화 kept, next step 2026-08-20 방문" in told(
        before, "deals: {pt2: {next: {date: 2026-08-20, what: 방문}}}" + entry
    )
    assert "pt2: next step removed (was 2026-08-05 통화)" in told(
        before, "deals: {pt2: {}}" + entry.replace("08-06", "08-04")
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "",
            "plans: {p: {for: ceo, kind: identify, how: 소개, owner: choi, due: 2026-08-20}}",
            "new plan p: CEO, identify, 소개, 최상무, due 2026-08-20",
        ),
        (
            "plans: {p: {for: lee, due: 2026-08-20}}",
            "plans: {p: {for: lee, due: 2026-09-20, progress: {2026-08-01: 초청장}}}",
            "plan p: due 08-20 -> 09-20, 초청장 (2026-08-01)",
        ),
        (
            "plans: {p: {for: lee}}",
            "plans: {p: {for: lee, done: {date: 2026-08-01, result: 만남}}}",
            "plan p: done 2026-08-01: 만남",
        ),
        (
            "plans: {p: {for: lee}}",
            "plans: {p: {for: lee, dropped: {date: 2026-08-01, why: 퇴사}}}",
            "plan p: dropped 2026-08-01: 퇴사",
        ),
        (
            "plans: {p: {for: lee, done: 2026-08-01}}",
            "plans: {p: {for: lee}}",
            "plan p: taken up again",
        ),
        ("plans: {p: {for: lee}}", "", "plan p removed: 이동현"),
        (
            "",
            "cases: {n: {opened: 2026-05-02, what: 장애, contact: lee}}",
            "complaint n opened: 장애, 이동현, 2026-05-02",
        ),
        (
            "cases: {n: {opened: 2026-05-02}}",
            "cases: {n: {opened: 2026-05-02, closed: 2026-06-05, resolution: 패치}}",
            "complaint n: closed 2026-06-05: 패치",
        ),
        (
            "cases: {n: {opened: 2026-05-02, closed: 2026-06-05}}",
            "cases: {n: {opened: 2026-05-02}}",
            "complaint n: open again (was closed 2026-06-05)",
        ),
        (
            "",
            "contracts: {c: {start: 2026-01-15, end: 2027-01-14, amount: 180_000_000}}",
            "new contract c: 2026-01-15 to 2027-01-14, 180M",
        ),
        (
            "contracts: {c: {start: 2025-01-15, end: 2026-01-14}}",
            "contracts: {c: {start: 2025-01-15, end: 2026-01-14}, d: {start: 2026-01-15}}",
            "renewed by contract d: from 2026-01-15",
        ),
        (
            "contracts: {c: {start: 2025-01-15, end: 2026-01-14}}",
            "contracts: {c: {start: 2025-01-15, end: 2027-01-14}}",
            "contract c: extended from 2026-01-14 to 2027-01-14",
        ),
        (
            "contracts: {c: {start: 2025-01-15, end: 2026-01-14}}",
            "contracts: {c: {start: 2025-01-15, end: 2025-06-30}}",
            "contract c: ends earlier: 2025-06-30, not 2026-01-14",
        ),
        (
            "contracts: {c: {start: 2025-01-15}}",
            "contracts: {c: {start: 2025-01-15, end: 2025-06-30}}",
            "contract c: ends 2025-06-30",
        ),
        (
            "",
            "assets: {batch: {qty: 2, since: 2026-01-15}}",
            "owned now: 2 × 배치, since 2026-01-15",
        ),
        ("assets: {batch: 2}", "", "owned no more: 2 × 배치"),
        ("assets: {batch: 2}", "assets: {batch: 3}", "owned 배치: quantity 2 -> 3"),
        (
            "",
            "surveys: [{date: 2026-06-11, contact: lee, kind: csat, about: product, score: 4, scale: 5}]",
            "survey satisfaction 4/5 (이동현, product, 2026-06-11)",
        ),
        (
            "surveys: [{date: 2026-06-11, kind: nps, score: 9}]",
            "",
            "survey removed: NPS 9 (2026-06-11)",
        ),
        ("", "status: customer", "prospect -> customer"),
        ("owner: kim-mj", "owner: choi", "owner 김민지 -> 최상무"),
        ("tags: [a]", "tags: [a, b]", "tag added: b"),
        ("tags: [a, b]", "tags: [b, a]", "tag in another order"),
        (
            "research: {employees: 820}",
            "research: {employees: 830, annual_revenue: 312_000_000_000, problems: [늦음]}",
            "research: employees 820 -> 830, annual revenue 312B, problem added: 늦음",
        ),
        ("custom: {erp: SAP}", "custom: {erp: 더존}", "erp SAP -> 더존"),
        ("custom: {erp: SAP}", "custom: {erp: [SAP]}", 'erp "SAP" -> [SAP]'),
        ("", "service_contact: kim-mj", "service contact 김민지"),
        ("status_why: 이전", "status_why: 매각", "reason of the status 이전 -> 매각"),
        (
            "assets: {batch: 1}",
            "assets: {batch: {bought_from: 여수정보, unit: 2공장}}",
            "owned 배치: bought from 여수정보, site 2공장",
        ),
        ("roles: {ceo: lee}", "roles: {ceo: {contact: lee, unit: 본사}}", "CEO: site 본사"),
        (
            "",
            "log: [{date: 2026-01-01, type: check_in, usage: 매일, score: 8}]",
            "check-in (2026-01-01): 매일",
        ),
        ("note: a", "", "note removed (was a)"),
    ],
)
def test_everything_else_is_told_in_its_own_words(before, after, expected):
    assert [expected] == told(before, after)


CALL = "{date: 2026-07-22, type: call, by: kim-mj, with: lee, outcome: no_answer, what: 시험 가동 일정 문의}"


def test_entries_are_told_one_by_one_up_to_five_then_counted():
    assert [
        ["call with 이동현 (김민지, 2026-07-22): 시험 가동 일정 문의"],
        ["통화 · 이동현 (김민지, 2026-07-22): 시험 가동 일정 문의"],
    ] == [told("", f"log: [{CALL}]", language) for language in ("en", "ko")]
    entries = [
        f"{{date: 2026-07-0{day}, type: {kind}}}"
        for day, kind in enumerate(("call", "call", "visit", "email", "call", "call"), 1)
    ]
    assert 5 == len(told("", f"log: [{', '.join(entries[:5])}]"))
    assert ["6 log entries (4 × call, 1 × visit, 1 × e-mail), 2026-07-01 to 2026-07-06"] == told(
        "", f"log: [{', '.join(entries)}]"
    )


def test_entries_that_were_corrected_or_removed_are_told_each_however_many_came():
    entries = ", ".join(f"{{date: 2026-07-0{day}, type: visit}}" for day in range(1, 8))
    assert [
        "log entry removed: call with 이동현 (김민지, 2026-07-22): 시험 가동 일정 문의",
        "7 log entries (7 × visit), 2026-07-01 to 2026-07-07",
    ] == told(f"log: [{CALL}]", f"log: [{entries}]")
    assert ["call of 2026-07-22 corrected: outcome no answer -> reached"] == told(
        f"log: [{CALL}]", f"log: [{CALL.replace('no_answer', 'reached')}]"
    )


def test_an_account_is_new_removed_or_called_otherwise():
    one = account("name: 한빛\n" + PEOPLE + "deals: {a: {}}\nlog: [{date: 2026-01-01, type: call}]")
    other = one._replace(id="other", name="한빛전자")
    assert ["new account: 한빛, prospect, people: 2, deals: 1, log entries: 1"] == [
        Phrases("en").say(each.message) for each in changes(None, one, POLICY)
    ]
    assert ["account removed: 한빛, prospect, people: 2, deals: 1, log entries: 1"] == [
        Phrases("en").say(each.message) for each in changes(one, None, POLICY)
    ]
    assert ["file renamed: hanbit -> other", "name 한빛 -> 한빛전자"] == [
        Phrases("en").say(each.message) for each in changes(one, other, POLICY)
    ]
    assert [] == changes(None, None, POLICY)


def test_amounts_are_short_in_each_language_and_never_alike_when_they_differ():
    amounts = (
        0,
        9_999,
        15_500,
        500_000,
        68_500_000,
        312_000_000_000,
        123_456_789,
        1_200_000_000_000,
    )
    assert ["0", "9,999", "15.5K", "500K", "68.5M", "312B", "123.46M", "1.2T"] == [
        short(amount)["en"] for amount in amounts
    ]
    assert ["0", "9,999", "15,500", "50만", "6,850만", "3,120억", "1억 2,346만", "1조 2,000억"] == [
        short(amount)["ko"] for amount in amounts
    ]
    assert ({"": "123,456,789"}, {"": "123,456,788"}) == apart(123_456_789, 123_456_788)


def test_ordinals():
    said = "1st 2nd 3rd 4th 10th 11th 12th 13th 14th 21st 100th 101st 111th 112th 113th 121st 211th 213th"
    assert said.split() == [ordinal(int(each[:-2]))["en"] for each in said.split()]


def test_long_words_of_a_list_are_told_from_where_they_part():
    (text,) = told(f"tags: [{'a' * 85}x]", f"tags: [{'a' * 85}y]")
    assert text.endswith(f"…{'a' * 20}x -> …{'a' * 20}y")


def test_two_people_of_one_name_are_told_by_their_ids():
    people = "contacts: {kim: {name: Kim}, kim-2: {name: Kim}}\n"
    (text,) = told(
        f"{people}deals: {{d: {{next: {{date: 2026-01-01, with: kim}}}}}}",
        f"{people}deals: {{d: {{next: {{date: 2026-01-01, with: kim-2}}}}}}",
    )
    assert text.endswith("with kim -> kim-2")


def test_a_role_that_stayed_hides_no_later_one_that_changed():
    assert ["CIO: nobody -> 최은영"] == told(
        "roles: {ceo: lee, cio: null}", "roles: {ceo: lee, cio: choi-ey}"
    )
