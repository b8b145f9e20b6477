"""A name that leads nowhere is told once, with whom it means and every place where it stands."""

import pytest

from crmcli.domain.finding import Finding

POLICY = """\
role_sets: {small: {cio: {label: {ko: 정보화실장, en: CIO}}, buyer: 구매}}
default_role_set: small
stages: {contacting: {label: 접촉}, presenting: {label: 제안}}
reasons: {price: {label: {ko: 가격, en: Price}}}
products: {batch: {label: 배치 패키지}}
team: {kim-mj: {name: 김민지, emails: [kim@us.example]}, han-se: 한세은, kim-sy: 김서연}
"""
PEOPLE = "contacts: {lee-dh: {name: 이동현, title: 정보화실장}, park-jh: {name: 박재형}}\n"
ROLES = "roles: {cio: lee-dh, buyer: park-jh}\n"


@pytest.fixture
def told(lint):
    """The findings of one account about names that lead nowhere."""

    def of(text: str, policy: str = POLICY, **others: str) -> list[Finding]:
        found = lint({"a": f"name: A\n{text}", **others}, policy)
        return [each for name, each in found if each.rule == "unknown-reference"]

    return of


def write(finding: Finding) -> str:
    return " + ".join(f"{'' if mend.is_safe else '!'}{mend.text}" for mend in finding.mends)


ENTRY = "log: [{{date: 2026-01-05, type: call, {}}}]"


@pytest.mark.parametrize(
    ("text", "key", "mend"),
    [
        (ENTRY.format("with: 이동현"), "id-of", "!lee-dh"),
        (ENTRY.format("with: 이동현님"), "id-of", "!lee-dh"),
        (ENTRY.format("with: 정보화실장"), "unknown-contact-close", "!lee-dh"),
        (ENTRY.format("with: 박재"), "unknown-contact-close", "!park-jh"),
        (ENTRY.format("with: Lee-DH"), "form-of-word", "lee-dh"),
        (ENTRY.format("with: lee_dh"), "form-of-word", "lee-dh"),
        (ENTRY.format("with: lee-dj"), "unknown-contact-close", "!lee-dh"),
        (ENTRY.format("with: zzz"), "unknown-contact", ""),
        (ENTRY.format("by: 김민지"), "id-of", "!kim-mj"),
        (ENTRY.format("by: 김"), "unknown-member", ""),
        (ENTRY.format("by: [kim-mj, 한세은]"), "id-of", "!han-se"),
        ("owner: 김민지", "id-of", "!kim-mj"),
        ("roles: {구매: park-jh, cio: lee-dh}", "id-of", "!buyer"),
        ("deals: {d: {stages: {2026-01-05: Presenting}}}", "form-of-word", "presenting"),
        ("deals: {d: {stages: {2026-01-05: 제안}}}", "id-of", "!presenting"),
        ("deals: {d: {products: {배치패키지: 1}}}", "id-of", "!batch"),
        (
            "deals: {d: {outcome: {result: lost, date: 2026-01-05, reason: 가격}}}",
            "id-of",
            "!price",
        ),
        ("role_set: Small", "form-of-word", "small"),
    ],
)
def test_a_name_in_an_ids_place_is_answered_with_the_id(told, text, key, mend):
    roles = "" if "roles" in text else ROLES
    (finding,) = told(f"{PEOPLE}{roles}{text}")
    assert (key, mend) == (finding.key, write(finding))


def test_of_several_who_may_be_meant_each_is_offered(told):
    people = "contacts: {lee-dh: {name: 이동현}, lee-d: {name: 이동현}}\n"
    (finding,) = told(f"{people}roles: {{cio: [lee-dh, lee-d]}}\n{ENTRY.format('with: 이동현')}")
    assert ("id-either", "") == (finding.key, write(finding))


def test_a_renamed_contact_is_one_finding_with_every_place(told, lint):
    text = """\
contacts: {dh-lee: {name: 이동현}, park-jh: {name: 박재형, reports_to: lee-dh}}
roles: {cio: lee-dh, buyer: park-jh}
deals: {d: {people: {lee-dh: decision_maker}}}
log:
  - {date: 2026-01-05, type: call, with: lee-dh}
  - {date: 2026-01-06, type: call, with: [park-jh, lee-dh]}
"""
    (finding,) = told(text)
    assert ("renamed-contact", ("lee-dh", "dh-lee")) == (finding.key, finding.args)
    assert ["named"] * 4 == [each.key for each in finding.related]
    assert {
        (("roles", "cio", "contact", 0), False),
        (("contacts", "park-jh", "reports_to"), False),
        (("deals", "d", "people", "lee-dh"), True),
        (("log", 0, "with", 0), False),
        (("log", 1, "with", 1), False),
    } == {(mend.at, mend.at_key) for mend in finding.mends}
    assert [] == [
        each
        for _, each in lint({"a": f"name: A\n{text}"}, POLICY)
        if each.rule == "contact-nowhere"
    ]


def test_a_member_who_is_gone_is_one_finding_of_each_file(told):
    (finding,) = told(f"owner: zzz\n{PEOPLE}{ROLES}{ENTRY.format('by: zzz')}")
    assert ("unknown-member", 1) == (finding.key, len(finding.related))


def test_an_account_called_by_its_name_is_answered_with_its_id(told):
    (finding,) = told("referred_by: 대한스틸", daehan="name: 대한스틸㈜")
    assert ("id-of", "!daehan") == (finding.key, write(finding))
    (finding,) = told("referred_by: Daehan/oh-sy", daehan="name: 대한스틸㈜\ncontacts: {oh-sy: O}")
    assert ("form-of-word", "daehan/oh-sy") == (finding.key, write(finding))


def test_a_function_of_ours_in_other_words_is_answered(lint):
    ((_, finding),) = lint({}, "team: {kim: {name: K, function: 영업}}")
    assert ("unknown-function", "!sales") == (finding.key, write(finding))


def test_an_address_that_a_comma_cuts_is_one_finding(lint):
    text = "name: A\ncontacts: {b: {name: B, emails: ['lee@saebom', example, 'c@d.example']}}\nroles: {cio: b}"
    ((_, finding),) = [each for each in lint({"a": text}) if each[1].rule == "email-form"]
    assert [("[lee@saebom.example, c@d.example]", ("contacts", "b", "emails"))] == [
        (mend.text, mend.at) for mend in finding.mends
    ]
