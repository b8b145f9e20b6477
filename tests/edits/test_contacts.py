"""People at an account: come, change, go, go elsewhere, and get another id."""

from datetime import date

import pytest

from crmcli.domain.records.account import Contact
from crmcli.edits import contacts
from crmcli.edits.contacts import Person
from edits.drafting import DAY, after, becomes, refused


def added(text, person, **more):
    return after(text, lambda draft, record: contacts.add(draft, record, person, **more))[
        "contacts"
    ]


def test_a_person_is_called_by_the_name_where_no_id_is_given():
    person = Person(
        "이동현", "정보화실장", ["010-1234-5678"], ["a@b.example"], "call", "park", "메모"
    )
    expected = {
        "name": "이동현",
        "title": "정보화실장",
        "phones": "010-1234-5678",
        "emails": "a@b.example",
        "channel": "call",
        "reports_to": "park",
        "note": "메모",
    }
    assert {"이동현": expected} == added("name: A\n", person)
    assert {"lee-dh": {"name": "이동현"}} == added(
        "name: A\ncontacts:\n", Person("이동현"), id_="lee-dh"
    )


@pytest.mark.parametrize(
    ("person", "id_", "known"),
    [
        (Person("박재형"), None, "park"),
        (Person(" 박재형 "), None, "park"),
        (Person("박 재형"), None, "park"),
        (Person("다른 이"), "park", "park"),
    ],
    ids=[
        "the same name",
        "the same name with spaces",
        "the same name with spaces in it",
        "the same id",
    ],
)
def test_nobody_is_written_down_twice(person, id_, known):
    found = refused(
        "name: A\ncontacts: {park: {name: 박재형}}\n",
        lambda draft, record: contacts.add(draft, record, person, id_=id_),
    )
    assert ("error-edit-contact-exists", known, "박재형", 4) == found


def test_two_people_may_have_one_name_if_somebody_says_so():
    assert {"park", "park-2"} == added(
        "name: A\ncontacts: {park: {name: 박재형}}\n", Person("박재형"), id_="park-2"
    ).keys()


def test_only_what_is_told_changes():
    becomes(
        "name: A\ncontacts: {park: {name: 박재형, title: 부장, note: x}, lee: 이동현}\n",
        lambda draft, _: (
            contacts.change(draft, "park", Person(title="전무")),
            contacts.change(draft, "lee", Person(channel="call")),
        ),
        "name: A\ncontacts: {park: {name: 박재형, title: 전무, note: x}, lee: {name: 이동현, channel: call}}\n",
    )


def test_who_left_has_a_last_day():
    becomes(
        "name: A\ncontacts: {lee: 이동현}\n",
        lambda draft, record: contacts.leave(draft, record, "lee", DAY, DAY),
        "name: A\ncontacts: {lee: {name: 이동현, left: 2026-08-03}}\n",
    )


def test_who_arrives_brings_addresses_but_not_what_was_thought_of_us_elsewhere():
    came = Contact(
        "이동현", "실장", ("010-1",), ("a@b.example",), "call", "park", stance=(), note="old"
    )
    found = after(
        "name: B\n",
        lambda draft, record: contacts.arrive(
            draft, record, came, "A (a/lee)", id_="lee", title="팀장"
        ),
    )["contacts"]
    assert {
        "lee": {
            "name": "이동현",
            "title": "팀장",
            "phones": "010-1",
            "emails": "a@b.example",
            "channel": "call",
            "note": "A (a/lee)",
        }
    } == found


NAMED = """
    name: A
    research: {decision_maker: lee}
    roles: {cio: lee, infra: {contact: [kim, lee]}, cfo: [lee, kim], ops: {contact: lee, rep: han}}
    contacts: {lee: {name: 이동현}, kim: {name: 김, reports_to: lee}}
    plans: {trust: {for: lee, kind: convert}, intro: {for: ops, via: lee}}
    deals:
      pt2: {people: {lee: decision_maker, kim: user}, next: {date: 2026-08-05, with: [kim, lee]}}
      bare: {next: 2026-08-05}
      empty:
    cases: {night: {opened: 2026-05-02, contact: lee}}
    surveys: [{date: 2026-06-11, contact: lee, kind: nps, score: 9}]
    log:
      - {date: 2026-01-20, type: call, with: lee, what: lee}
      - {date: 2026-05-02, type: visit, with: [kim, lee], next: {date: 2026-05-05, with: lee}}
"""


def test_everything_that_names_a_person_follows_a_new_id_and_words_do_not():
    becomes(
        NAMED,
        lambda draft, record: contacts.rename(draft, record, "lee", "dh"),
        NAMED.replace("lee", "dh").replace("what: dh", "what: lee"),
    )


def test_a_role_of_the_same_name_is_not_a_person():
    text = "name: A\nroles: {lee: lee}\ncontacts: {lee: {name: 이}}\nplans: {p: {for: lee}}\n"
    becomes(
        text,
        lambda draft, record: contacts.rename(draft, record, "lee", "dh"),
        "name: A\nroles: {lee: dh}\ncontacts: {dh: {name: 이}}\nplans: {p: {for: lee}}\n",
    )


@pytest.mark.parametrize("section", ["log", "surveys"])
def test_one_entry_without_a_dash_follows_too(section):
    text = "name: A\ncontacts: {lee: 이}\nlog: {date: 2026-01-20, type: call, with: lee}\nsurveys: {date: 2026-06-11, contact: lee, kind: nps, score: 9}\n"
    assert "dh" in str(
        after(text, lambda draft, record: contacts.rename(draft, record, "lee", "dh"))[section]
    )


def test_a_new_id_must_be_free():
    assert ("error-edit-contact-exists", "kim", "김", 4) == refused(
        NAMED, lambda draft, record: contacts.rename(draft, record, "lee", "kim")
    )


HELD = """
    name: A
    roles: {cio: lee, cto: {contact: lee, rep: kim}, cfo: {contact: [park, lee]}, ceo: park}
    contacts: {lee: {name: Lee}, park: {name: Park}}
"""


def test_who_leaves_holds_no_role_any_more():
    becomes(
        HELD,
        lambda draft, record: contacts.leave(draft, record, "lee", DAY, DAY),
        """
        name: A
        roles: {cio: , cto: {contact: , rep: kim}, cfo: {contact: park}, ceo: park}
        contacts: {lee: {name: Lee, left: 2026-08-03}, park: {name: Park}}
    """,
    )


def test_who_is_about_to_leave_holds_the_roles_until_then():
    found = after(
        HELD, lambda draft, record: contacts.leave(draft, record, "lee", date(2026, 9, 1), DAY)
    )
    assert ("lee", "2026-09-01") == (found["roles"]["cio"], found["contacts"]["lee"]["left"])
