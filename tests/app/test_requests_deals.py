"""What a book can be asked to change about deals, people and contracts, without a command."""

from datetime import date
from decimal import Decimal

import pytest

from crmcli.app import open_book
from crmcli.app.changing import change
from crmcli.app.requests.account_fields import EditAccount, EditResearch, SetStatus
from crmcli.app.requests.assets import AddAsset, EditAsset
from crmcli.app.requests.contacts import LeaveContact
from crmcli.app.requests.contracts import AddContract, EndContract, RenewContract
from crmcli.app.requests.deals.ends import LoseDeal, ReopenDeal, WinDeal
from crmcli.app.requests.deals.progress import (
    ClearNext,
    ExpectClose,
    MoveDeal,
    PromiseNext,
    RateDeal,
    RevalueDeal,
)
from crmcli.app.requests.deals.deals import EditDeal, OpenDeal, ProductTerms
from crmcli.app.requests.deals.promises import Promised
from crmcli.app.requests.roles import StaffRole
from crmcli.app.requests.deals.signing import AgreeDeal, DropSteps, PlanSteps, TickSteps
from crmcli.domain.errors import CrmError

POLICY = """\
language: en
currency: USD
stages:
  lead: {exit: [source]}
  offer: {exit: [next]}
  closing: {}
role_sets: {}
team: {ada: Ada, ben: Ben}
products: {core: {}, plus: {}}
reasons: {price: {}, other: {note: true}}
fields: {region: {on: deal, type: text}}
"""
ACME = """\
name: Acme
status: prospect
owner: ada
roles: {cfo: lee}
contacts:
  lee: {name: Lee}
deals:
  pilot:
    name: Pilot
    stages: {2024-01-10: lead}
    next: {date: 2024-02-01, what: call, owner: ada}
  old: {stages: {2024-01-10: lead}, outcome: {result: lost, date: 2024-03-01, reason: price}}
contracts: {c-2024: {start: 2024-01-15, end: 2025-01-14}}
assets: {core: 1}
"""
DAY = date(2024, 5, 20)
PILOT = ("acme", "pilot")


@pytest.fixture
def book(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text(POLICY)
    (root / "accounts/acme.yaml").write_text(ACME)
    return root


def changed(book, *requests):
    """The account after these requests."""
    with open_book(str(book)) as session:
        (made,) = change(session, *requests).files
    assert made.after == (book / made.path).read_bytes()
    return made.new


def refused(book, *requests):
    """Why these requests are refused; nothing is changed then."""
    with open_book(str(book)) as session, pytest.raises(CrmError) as error:
        change(session, *requests)
    assert (book / "accounts/acme.yaml").read_text() == ACME
    said = error.value.message
    return said.args[1].key if said.key == "error-request-of-many" else said.key


def today(book):
    with open_book(str(book)) as session:
        return session.today


def test_a_deal_begins_today_in_the_first_stage_under_an_id_made_of_its_name(book):
    asked = OpenDeal(
        "acme", "Plant 2", amount=Decimal("72000.50"), products={"core": ProductTerms()}
    )
    found = changed(book, asked).deals["plant-2"]
    day = today(book)
    assert ("Plant 2", [(day, "lead")]) == (found.name, [each[:2] for each in found.stages])
    assert [(day, Decimal("72000.50"))] == [each[:2] for each in found.amount]
    assert {"core": 1} == {each: line.qty for each, line in found.products.items()}


def test_a_dry_run_says_what_would_be_and_changes_nothing(book):
    with open_book(str(book)) as session:
        made = change(session, OpenDeal("acme", "Plant 2", id="two"), dry_run=True)
    assert [("acme", "deals.two")] == [(row.account, row.subject) for row in made.rows]
    assert "+  two:" in made.diff
    assert (book / "accounts/acme.yaml").read_text() == ACME


def test_a_deal_is_opened_and_moved_in_one_change(book):
    found = changed(
        book,
        OpenDeal("acme", "Plant 2", source="event", date=date(2024, 5, 1), id="two"),
        MoveDeal("acme", "two", "offer", date=DAY),
        RevalueDeal("acme", "two", 900, date=DAY),
    ).deals["two"]
    assert ["lead", "offer"] == [each.value for each in found.stages]
    assert 900 == found.amount[-1].value


def test_all_is_refused_when_the_second_cannot_be(book):
    asked = [SetStatus("acme", "customer"), MoveDeal("acme", "old", "offer", date=DAY)]
    assert "error-edit-deal-ended" == refused(book, *asked)


def test_a_gate_that_is_shut_lets_through_who_forces_it_and_says_why(book):
    asked = MoveDeal(*PILOT, "offer", date=DAY, by="ben")
    with open_book(str(book)) as session:
        account = session.book.library.account("accounts/acme.yaml")
        assert ["gate-source"] == [
            each.what.key for each in asked.missing(account, session.book.policy, DAY)
        ]
    assert "error-gate-shut" == refused(book, asked)
    assert "error-gate-why" == refused(book, asked._replace(force=True))
    found = changed(book, asked._replace(force=True, why="Ada knows")).deals["pilot"].stages[-1]
    assert (DAY, "offer", "ben", "Ada knows") == (found.date, found.value, found.by, found.why)


def test_a_promise_made_in_the_same_breath_opens_the_gate(book):
    promised = Promised(date(2999, 1, 4), "draft", with_=["lee"])
    asked = MoveDeal("acme", "two", "closing", next=promised, date=DAY)
    begin = OpenDeal("acme", "Plant 2", source="event", date=DAY, id="two")
    assert "error-gate-shut" == refused(book, begin, asked._replace(next=None))
    found = changed(book, begin, asked).deals["two"]
    assert ("closing", "draft", ("lee",)) == (
        found.stages[-1].value,
        found.next.what,
        found.next.with_,
    )


def test_the_gates_before_a_new_deal_are_asked_for_its_stage(book):
    asked = OpenDeal("acme", "Plant 2", "offer", date=DAY)
    assert "error-gate-shut" == refused(book, asked)
    assert "offer" == changed(book, asked._replace(source="event")).deals["plant-2"].stages[0].value


def test_an_open_deal_of_the_same_name_is_refused_unless_it_is_meant(book):
    asked = OpenDeal("acme", "pilot")
    assert "error-told-already" == refused(book, asked)
    assert "error-edit-exists" == refused(book, asked._replace(id="pilot"))
    assert {"pilot", "old", "another"} == {*changed(book, asked._replace(id="another")).deals}
    assert 4 == len(changed(book, asked._replace(again=True)).deals)


def test_what_is_known_of_a_deal_is_changed_and_cleared(book):
    found = changed(
        book,
        EditDeal(
            *PILOT,
            name="The pilot",
            note="Big",
            competitors=["X", "Y"],
            people={"lee": "champion"},
            products={
                "core": ProductTerms(list_price=100),
                "plus": ProductTerms(3, None, 90, "ben"),
            },
            custom={"region": ["north"]},
        ),
    ).deals["pilot"]
    assert ("The pilot", "Big", ("X", "Y")) == (found.name, found.note, found.competitors)
    assert {"core": (1, 100, None, None), "plus": (3, None, 90, "ben")} == {**found.products}
    assert ({"lee": "champion"}, {"region": "north"}) == ({**found.people}, {**found.custom})
    asked = EditDeal(*PILOT, clear=["competitors=X", "products=core", "custom=region", "note"])
    found = changed(book, asked).deals["pilot"]
    assert (("Y",), ["plus"], {}, None) == (
        found.competitors,
        [*found.products],
        {**found.custom},
        found.note,
    )


def test_a_field_of_our_own_that_nobody_declared_is_refused(book):
    assert "finding-custom-field" == refused(book, EditDeal(*PILOT, custom={"size": ["1"]}))


def test_what_is_promised_next_keeps_what_it_does_not_say(book):
    step = changed(book, PromiseNext(*PILOT, DAY, with_=["lee"])).deals["pilot"].next
    assert (DAY, "call", "ada", None, ("lee",)) == step
    assert changed(book, ClearNext(*PILOT)).deals["pilot"].next is None


def test_worth_closing_day_and_chance_are_said_from_today_on(book):
    asked = [
        RevalueDeal(*PILOT, 1000),
        ExpectClose(*PILOT, date(2999, 1, 31), why="Budget"),
        RateDeal(*PILOT, 80, by="ben"),
    ]
    found, day = changed(book, *asked).deals["pilot"], today(book)
    assert (day, 1000) == found.amount[-1][:2]
    assert (day, date(2999, 1, 31), "Budget") == (*found.close[-1][:2], found.close[-1].why)
    assert (80, "ben", day, None) == found.probability


def test_a_chance_beyond_a_hundred_percent_is_refused(book):
    assert "error-edit-wrong" == refused(book, RateDeal(*PILOT, 101))


def test_the_steps_to_the_signature_stand_against_a_sale_until_they_are_done(book):
    plan = PlanSteps(*PILOT, ["legal", "sign"])
    assert "error-gate-win-shut" == refused(book, plan, WinDeal(*PILOT, date=DAY))
    found = changed(
        book,
        plan,
        AgreeDeal(*PILOT, date(2024, 5, 2)),
        TickSteps(*PILOT, ["sign"], DAY),
        DropSteps(*PILOT, ["legal"]),
        WinDeal(*PILOT, note="At last", date=DAY),
    )
    won = found.deals["pilot"]
    assert ("won", DAY, "At last", "customer") == (*won.outcome[:2], won.outcome.note, found.status)
    assert (date(2024, 5, 2), {"sign": DAY}) == (
        won.verbal,
        {name: each.done for name, each in won.steps.items()},
    )


@pytest.mark.parametrize("asked", [AgreeDeal, lambda *deal: TickSteps(*deal[:2], ["x"], deal[2])])
def test_what_has_happened_lies_not_ahead(book, asked):
    assert "error-edit-future" == refused(
        book, PlanSteps(*PILOT, ["x"]), asked(*PILOT, date(2999, 1, 1))
    )


def test_a_deal_is_lost_for_a_reason_or_by_force(book):
    assert "error-lose-why" == refused(book, LoseDeal(*PILOT, date=DAY))
    assert "error-lose-note-shut" == refused(book, LoseDeal(*PILOT, reason="other", date=DAY))
    asked = LoseDeal(*PILOT, "no_decision", date=DAY, force=True, why="Nobody knows")
    assert ("no_decision", DAY, None) == changed(book, asked).deals["pilot"].outcome[:3]


def test_a_deal_is_opened_again_in_the_stage_it_ended_in(book):
    asked = ReopenDeal("acme", "old", "They called")
    assert "error-edit-future" == refused(book, asked._replace(date=date(2999, 1, 1)))
    assert "error-gate-shut" == refused(book, asked._replace(in_stage="offer"))
    found = changed(book, asked._replace(date=DAY, by="ben")).deals["old"]
    assert (None, DAY, "They called") == (
        found.outcome,
        found.ended[0].reopened,
        found.ended[0].why,
    )
    assert [("lead", date(2024, 1, 10)), ("lead", DAY)] == [
        (each.value, each.date) for each in found.stages
    ]


def test_contracts_are_added_once_renewed_and_ended(book):
    asked = AddContract("acme", date(2026, 1, 1), date(2026, 12, 31), amount=10, per="year")
    found = changed(
        book,
        asked,
        RenewContract("acme", "c-2024", amount=12, id="next"),
        EndContract("acme", "c-2026", date(2026, 6, 30)),
    ).contracts
    assert (date(2026, 6, 30), 10, "year") == (found["c-2026"].end, *found["c-2026"][3:5])
    assert (date(2025, 1, 15), date(2026, 1, 14), 12) == (*found["next"][:2], found["next"].amount)


def test_a_contract_that_is_there_or_signed_ahead_is_refused(book):
    asked = AddContract("acme", date(2024, 1, 15), date(2025, 1, 14))
    assert "error-told-already" == refused(book, asked)
    assert "error-edit-signed-ahead" == refused(book, asked._replace(signed=date(2999, 1, 1)))
    renewed = RenewContract("acme", "c-2024", signed=date(2999, 1, 1))
    assert "error-edit-signed-ahead" == refused(book, renewed)
    assert {"c-2024", "c-2024-2"} == {*changed(book, asked._replace(again=True)).contracts}


def test_more_of_a_product_is_added_up_and_the_very_same_is_refused(book):
    asked = AddAsset("acme", "plus", 2)
    assert "error-told-already" == refused(book, asked, asked)
    found = changed(book, asked, asked._replace(again=True), AddAsset("acme", "core", 3)).assets
    assert ((4, today(book)), 4) == (found["plus"][:2], found["core"].qty)
    found = changed(book, EditAsset("acme", "plus", qty=1, unit="Lab", clear=["since"])).assets
    assert (1, None, "Lab") == (found["plus"].qty, found["plus"].since, found["plus"].unit)


def test_an_account_its_research_and_its_status_are_told(book):
    assert "error-needed" == refused(book, EditAccount("acme", segment="B", mistyped=True))
    found = changed(
        book,
        EditAccount("acme", segment="A", owner="ben", tags=["new"], not_eligible={"plus": "Small"}),
        EditResearch("acme", employees=0, annual_revenue=5000, problems=["Late"]),
        SetStatus("acme", "disqualified", "Too small"),
    )
    assert ("A", "ben", ("new",), {"plus": "Small"}) == (
        found.segment,
        found.owner,
        found.tags,
        {**found.not_eligible},
    )
    assert (0, 5000, ("Late",)) == found.research[1:4]
    assert ("disqualified", "Too small") == (found.status, found.status_why)
    found = changed(book, EditAccount("acme", clear=["segment", "not_eligible=plus"]))
    assert (None, {}) == (found.segment, {**found.not_eligible})


def test_a_role_is_held_waived_and_needed_again(book):
    asked = StaffRole("acme", "cfo", contacts=[], rep="ben", value="Less work")
    found = changed(book, asked, StaffRole("acme", "cio", ["lee"], waive="Small")).roles
    assert ((), ("ben",), "Less work") == found["cfo"][:3]
    assert (("lee",), "Small") == (found["cio"].contacts, found["cio"].waived)
    assert changed(book, StaffRole("acme", "cio", unwaive=True)).roles["cio"].waived is None


def test_who_leaves_holds_no_role_from_the_day_on(book):
    found = changed(book, LeaveContact("acme", "lee", date(2999, 1, 1)))
    assert (date(2999, 1, 1), ("lee",)) == (found.contacts["lee"].left, found.roles["cfo"].contacts)
    found = changed(book, LeaveContact("acme", "lee"))
    assert (today(book), ()) == (found.contacts["lee"].left, found.roles["cfo"].contacts)
