"""Coverage at its edges: rungs, gaps, plans and what they add up to."""

from datetime import date
from pathlib import Path

import pytest

from books import AS_OF, account, policy
from crmcli.domain.people.coverage import Slot, required_roles, slots
from crmcli.domain.people.coverage_figures import Coverage, measure, total
from crmcli.domain.people.stances import kind_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts" / "hanbit-electronics.yaml"
ONE = policy("""
    role_sets: {one: {cio: {weight: 3}}}
    default_role_set: one
    team: {kim-mj: 김민지, lee-js: {name: 이준서, left: 2026-08-01}, yoon-da: {name: 윤다인, left: 2026-08-02}}
""")
FIVE = policy("""
    role_sets: {five: {ceo: {weight: 3}, cfo: {weight: 3}, cto: {weight: 2}, cio: {weight: 3}, buyer: {weight: 1}}}
    default_role_set: five
""")
KNOWN = """
    name: 한빛전자
    roles: {cio: {contact: lee-dh, rep: kim-mj}}
    contacts: {lee-dh: {name: 이동현, stance: {2026-06-11: friendly}}}
    log: [{date: 2026-07-01, type: call, by: kim-mj, with: lee-dh}]
"""


def cio(text: str, as_of: date = AS_OF) -> Slot:
    (slot,) = slots(account(text), ONE, as_of)
    return slot


def five(text: str, as_of: date = AS_OF) -> Coverage:
    return measure(slots(account(text), FIVE, as_of))


# --- the worked example of numbers.md


def test_the_worked_example_counts_eleven_slots_of_weight_22():
    found = measure(slots(account(EXAMPLE.read_text(encoding="utf-8")), policy(), AS_OF))
    expected = Coverage(
        required=12,
        waived=1,
        rungs=(7, 1, 1, 0, 2),
        weight=22,
        named=9,  # cfo 3, finance-mgr 1, cio 3, infra-mgr 2
        reachable=4,
        friendly=4,
        people=3,
        single_threaded=1,
        gaps=9,
        live_plans=1,
    )
    assert expected == found


def test_the_worked_example_stands_on_the_rungs_it_names():
    found = {
        slot.role: slot
        for slot in slots(account(EXAMPLE.read_text(encoding="utf-8")), policy(), AS_OF)
    }
    expected = {
        "ceo": 0,
        "cfo": 4,
        "cto": 0,
        "cio": 2,
        "infra-mgr": 1,
        "app-mgr": 0,
        "security-mgr": 0,
        "finance-mgr": 4,
        "purchasing-mgr": 0,
        "buyer": 0,
        "operator": 0,
        "user-dept": 0,
    }
    assert expected == {role: slot.rung for role, slot in found.items()}
    assert "그룹 보안센터가 담당" == found["security-mgr"].waived
    assert "ceo-intro" == found["ceo"].plan
    assert None is found["cio"].plan  # cio-trust was due on 2026-07-25


def test_one_day_earlier_the_worked_examples_cio_was_still_reachable():
    found = {
        slot.role: slot
        for slot in slots(account(EXAMPLE.read_text(encoding="utf-8")), policy(), date(2026, 7, 31))
    }
    assert 3 == found["cio"].rung


# --- the rungs


def test_a_role_that_the_file_does_not_mention_is_unknown():
    slot = cio("name: 한빛전자")
    assert (0, ("unknown", "no-rep")) == (slot.rung, slot.gaps)


def test_a_role_without_a_contact_is_unknown_also_when_it_has_a_rep():
    slot = cio("{name: 한빛전자, roles: {cio: {contact: null, rep: kim-mj}}}")
    assert (0, ("unknown",)) == (slot.rung, slot.gaps)


def test_a_contact_that_does_not_exist_does_not_name_the_role():
    assert 0 == cio("{name: 한빛전자, roles: {cio: lee-dh}}").rung


def test_a_contact_never_spoken_to_is_named():
    slot = cio(
        "{name: 한빛전자, roles: {cio: {contact: lee-dh, rep: kim-mj}}, contacts: {lee-dh: 이동현}}"
    )
    assert (1, ("not-met",)) == (slot.rung, slot.gaps)


def test_a_friendly_stance_does_not_lift_somebody_never_met_over_named():
    assert 1 == cio(KNOWN.replace("type: call", "type: call, outcome: no_answer")).rung


@pytest.mark.parametrize(
    "entry", ["outcome: no_answer", "outcome: left_message", "outcome: cancelled", "outcome: sent"]
)
def test_an_interaction_of_one_side_is_no_meeting(entry):
    assert 1 == cio(KNOWN.replace("type: call", f"type: call, {entry}")).rung


def test_a_mail_we_sent_is_no_meeting_but_one_they_sent_is():
    assert 1 == cio(KNOWN.replace("type: call", "type: email")).rung
    assert 4 == cio(KNOWN.replace("type: call", "type: email, direction: inbound")).rung


def test_a_touch_with_somebody_else_does_not_count_for_the_holder():
    assert 1 == cio(KNOWN.replace("with: lee-dh", "with: park-jh")).rung


def test_a_touch_by_anybody_of_us_counts():
    assert 4 == cio(KNOWN.replace("by: kim-mj", "by: somebody-else")).rung
    assert 4 == cio(KNOWN.replace("by: kim-mj, ", "")).rung


def test_a_touch_exactly_contact_days_ago_counts():
    assert 4 == cio(KNOWN.replace("2026-07-01", "2026-05-03")).rung


def test_a_touch_one_day_more_than_contact_days_ago_does_not_count():
    slot = cio(KNOWN.replace("2026-07-01", "2026-05-02"))
    assert (2, ("not-reachable",), date(2026, 5, 2)) == (slot.rung, slot.gaps, slot.last_touch)


def test_a_touch_long_ago_still_means_met():
    assert 2 == cio(KNOWN.replace("2026-07-01", "2001-01-01")).rung


def test_a_touch_of_tomorrow_does_not_count():
    assert 1 == cio(KNOWN.replace("2026-07-01", "2026-08-02")).rung


def test_a_touch_of_today_counts():
    assert 4 == cio(KNOWN.replace("2026-07-01", "2026-08-01")).rung


def test_a_role_without_rep_is_at_most_met():
    slot = cio(KNOWN.replace(", rep: kim-mj", ""))
    assert (2, ("no-rep",), None) == (slot.rung, slot.gaps, slot.rep)


def test_two_reps_are_no_rep():
    slot = cio(KNOWN.replace("rep: kim-mj", "rep: [kim-mj, yoon-da]"))
    assert (2, ("no-rep",), None) == (slot.rung, slot.gaps, slot.rep)


@pytest.mark.parametrize(
    ("day", "expected"), [(31, (4, (), "lee-js")), (1, (2, ("no-rep",), None))]
)
def test_a_rep_who_has_left_is_none_from_that_day_on(day, expected):
    slot = cio(KNOWN.replace("rep: kim-mj", "rep: lee-js"), date(2026, 7 if day == 31 else 8, day))
    assert expected == (slot.rung, slot.gaps, slot.rep)


@pytest.mark.parametrize("reps", ["[lee-js, kim-mj]", "[kim-mj, lee-js]", "[kim-mj, kim-mj]"])
def test_beside_one_who_has_left_the_other_is_the_rep(reps):
    slot = cio(KNOWN.replace("rep: kim-mj", f"rep: {reps}"))
    assert (4, (), "kim-mj") == (slot.rung, slot.gaps, slot.rep)


def test_a_role_nobody_holds_has_no_rep_either_once_the_rep_has_left():
    assert ("unknown", "no-rep") == cio(
        "{name: A, roles: {cio: {contact: null, rep: lee-js}}}"
    ).gaps


def test_a_stance_exactly_stance_days_old_counts():
    slot = cio(KNOWN.replace("2026-06-11", "2026-02-02"))
    assert (4, (), True) == (slot.rung, slot.gaps, slot.stance_fresh)


def test_a_stance_one_day_older_than_stance_days_does_not_count():
    slot = cio(KNOWN.replace("2026-06-11", "2026-02-01"))
    assert (3, ("stale",), False) == (slot.rung, slot.gaps, slot.stance_fresh)


def test_a_stance_without_a_date_is_not_assessed_within_stance_days():
    slot = cio(KNOWN.replace("{2026-06-11: friendly}", "friendly"))
    assert (3, ("stale",)) == (slot.rung, slot.gaps)


def test_a_stance_of_the_future_does_not_count():
    slot = cio(
        KNOWN.replace("{2026-06-11: friendly}", "{2026-06-11: friendly, 2026-08-02: negative}")
    )
    assert (4, "friendly") == (slot.rung, slot.stance and slot.stance.value)


def test_the_last_stance_counts_whatever_the_order_in_the_file():
    slot = cio(
        KNOWN.replace("{2026-06-11: friendly}", "{2026-07-11: negative, 2026-06-11: friendly}")
    )
    assert (3, ("negative",)) == (slot.rung, slot.gaps)


@pytest.mark.parametrize("stance", ["negative", "neutral"])
def test_a_reachable_holder_who_is_not_friendly_is_a_gap(stance):
    slot = cio(KNOWN.replace("friendly", stance))
    assert (3, (stance,)) == (slot.rung, slot.gaps)


def test_a_reachable_holder_nobody_assessed_is_no_gap():
    slot = cio(KNOWN.replace(", stance: {2026-06-11: friendly}", ""))
    assert (3, ()) == (slot.rung, slot.gaps)


def test_a_contact_who_left_today_frees_the_role():
    assert 0 == cio(KNOWN.replace("name: 이동현", "name: 이동현, left: 2026-08-01")).rung


def test_a_contact_who_leaves_tomorrow_still_holds_the_role():
    assert 4 == cio(KNOWN.replace("name: 이동현", "name: 이동현, left: 2026-08-02")).rung


def test_of_several_holders_the_best_rung_counts_in_either_order():
    book = """
        name: 한빛전자
        roles: {{cio: {{contact: [{}], rep: kim-mj}}}}
        contacts: {{lee-dh: 이동현, jung-wk: 정우경}}
        log: [{{date: 2026-07-01, type: call, with: jung-wk}}]
    """
    for order in ("lee-dh, jung-wk", "jung-wk, lee-dh"):
        slot = cio(book.format(order))
        assert (3, "jung-wk") == (slot.rung, slot.holder)


TWO = """
    name: 한빛전자
    roles: {{cio: {{contact: [{}], rep: kim-mj}}}}
    contacts: {{lee-dh: {{name: 이동현, stance: {}}}, jung-wk: {{name: 정우경, stance: {}}}}}
    log: [{{date: 2026-07-01, type: call, with: [lee-dh, jung-wk]}}]
"""
FRIEND, FOE, PAST, DOUBT = (
    "{2026-06-11: friendly}",
    "{2026-06-01: negative}",
    "{2025-06-01: negative}",
    "{2026-06-01: neutral}",
)


@pytest.mark.parametrize(
    ("one", "other", "stance", "gaps", "kind"),
    [
        (FRIEND, FOE, "negative", ("negative",), "negative"),
        (FRIEND, DOUBT, "neutral", ("neutral",), "neutral"),
        (DOUBT, FOE, "negative", ("negative",), "negative"),
        (FRIEND, PAST, "negative", ("negative", "stale"), "stale"),
        (FOE, PAST, "negative", ("negative",), "negative"),
        (FRIEND, "{}", "friendly", (), "friendly"),
    ],
)
def test_the_worst_stance_of_several_holders_is_the_roles_in_any_order_and_the_rung_is_the_best(
    one, other, stance, gaps, kind
):
    for order in ("lee-dh, jung-wk", "jung-wk, lee-dh"):
        for mine, theirs in ((one, other), (other, one)):
            slot = cio(TWO.format(order, mine, theirs))
            assert (stance, gaps, kind) == (
                slot.stance and slot.stance.value,
                slot.gaps,
                kind_of(slot),
            )
            assert (4 if FRIEND in (one, other) else 3) == slot.rung


def test_a_role_out_of_touch_and_without_a_rep_is_told_as_both():
    both = cio(KNOWN.replace("2026-07-01", "2026-05-02").replace(", rep: kim-mj", ""))
    assert (2, ("not-reachable", "no-rep")) == (both.rung, both.gaps)
    assert ("no-rep",) == cio(KNOWN.replace(", rep: kim-mj", "")).gaps


def test_of_several_live_plans_the_one_due_first_is_named_in_any_order():
    for names in (("a", "b"), ("b", "a")):
        plans = ", ".join(
            f"{name}: {{for: cio, owner: kim-mj, due: 2026-08-0{9 if name == 'a' else 8}}}"
            for name in names
        )
        assert "b" == cio(f"{{name: 한빛전자, plans: {{{plans}}}}}").plan


def test_of_several_holders_only_those_count_who_have_not_left():
    slot = cio(
        "{name: 한빛전자, roles: {cio: [lee-dh, seo-ym]}, contacts: {lee-dh: 이동현, seo-ym: {name: 서영민, left: 2026-07-01}}}"
    )
    assert ("lee-dh",) == slot.holders


# --- required roles


def test_roles_that_are_not_required_are_no_slots():
    rules = policy(
        "{role_sets: {r: {ceo: {weight: 3}, buyer: {required: false}}}, default_role_set: r}"
    )
    assert ["ceo"] == [*required_roles(account("name: 한빛전자"), rules)]


def test_several_role_sets_are_a_union_in_which_the_higher_weight_counts():
    rules = policy(
        "role_sets: {a: {ceo: {weight: 1}, cio: {weight: 4}}, b: {ceo: {weight: 3}, cio: {weight: 2}, cso: {weight: 5}}}"
    )
    found = required_roles(account("{name: 한빛전자, role_set: [a, b]}"), rules)
    assert {"ceo": 3, "cio": 4, "cso": 5} == {role: spec.weight for role, spec in found.items()}


def test_the_accounts_own_role_set_replaces_the_default():
    rules = policy(
        "{role_sets: {a: {ceo: {weight: 1}}, b: {buyer: {weight: 1}}}, default_role_set: a}"
    )
    assert ["buyer"] == [*required_roles(account("{name: 한빛전자, role_set: b}"), rules)]


def test_no_role_sets_mean_no_required_roles():
    assert Coverage() == measure(slots(account(KNOWN), policy("role_sets: {}"), AS_OF))


def test_a_waived_role_leaves_the_count_and_is_no_gap():
    found = measure(
        slots(account("{name: 한빛전자, roles: {cio: {waived: 그룹이 담당}}}"), ONE, AS_OF)
    )
    assert Coverage(required=1, waived=1) == found


# --- plans


PLANNED = """
    name: 한빛전자
    plans: {cio-who: {for: cio, owner: kim-mj, due: 2026-08-01}}
"""


def test_a_plan_due_today_is_live():
    assert "cio-who" == cio(PLANNED).plan


def test_a_plan_due_yesterday_is_not_live():
    assert None is cio(PLANNED.replace("2026-08-01", "2026-07-31")).plan


def test_a_plan_without_a_due_date_is_not_live():
    assert None is cio(PLANNED.replace(", due: 2026-08-01", "")).plan


def test_a_plan_without_an_owner_is_not_live():
    assert None is cio(PLANNED.replace("owner: kim-mj, ", "")).plan


def test_a_plan_of_somebody_who_left_today_is_not_live_but_of_somebody_leaving_tomorrow_is():
    assert None is cio(PLANNED.replace("kim-mj", "lee-js")).plan
    assert "cio-who" == cio(PLANNED.replace("kim-mj", "yoon-da")).plan


@pytest.mark.parametrize("ending", ["done", "dropped"])
def test_a_plan_that_ended_today_is_not_live_but_one_that_ends_tomorrow_is(ending):
    assert (
        None
        is cio(PLANNED.replace("due: 2026-08-01", f"due: 2026-08-09, {ending}: 2026-08-01")).plan
    )
    assert (
        "cio-who"
        == cio(PLANNED.replace("due: 2026-08-01", f"due: 2026-08-09, {ending}: 2026-08-02")).plan
    )


def test_a_plan_for_the_holder_counts_for_the_role():
    book = """
        name: 한빛전자
        roles: {cio: lee-dh}
        contacts: {lee-dh: 이동현}
        plans: {meet-him: {for: lee-dh, owner: kim-mj, due: 2026-08-09}}
    """
    assert (1, 1) == measure([cio(book)])[-2:]


def test_a_live_plan_for_a_role_that_is_no_gap_covers_no_gap():
    assert (0, 0) == measure(
        [cio(KNOWN + "    plans: {more: {for: cio, owner: kim-mj, due: 2026-08-09}}\n")]
    )[-2:]


# --- people


def test_one_person_in_two_of_four_filled_slots_is_a_single_thread():
    book = "{name: 한빛전자, roles: {ceo: a, cfo: a, cto: b, cio: c}, contacts: {a: A, b: B, c: C}}"
    assert (3, 1) == (five(book).people, five(book).single_threaded)


def test_one_person_in_two_of_five_filled_slots_is_not():
    book = "{name: 한빛전자, roles: {ceo: a, cfo: a, cto: b, cio: c, buyer: d}, contacts: {a: A, b: B, c: C, d: D}}"
    assert (4, 0) == (five(book).people, five(book).single_threaded)


def test_one_person_in_all_of_three_filled_slots_is_not():
    book = "{name: 한빛전자, roles: {ceo: a, cfo: a, cto: a}, contacts: {a: A}}"
    assert (1, 0) == (five(book).people, five(book).single_threaded)


def test_a_person_listed_twice_in_one_role_holds_one_slot():
    book = "{name: 한빛전자, roles: {ceo: [a, a], cfo: b, cto: c, cio: d}, contacts: {a: A, b: B, c: C, d: D}}"
    assert (4, 0) == (five(book).people, five(book).single_threaded)


def test_a_holder_of_a_waived_role_is_not_among_the_people():
    book = "{name: 한빛전자, roles: {ceo: {contact: a, waived: 그룹이 담당}}, contacts: {a: A}}"
    assert 0 == five(book).people


# --- totals


def test_the_total_of_no_accounts_is_nothing():
    assert Coverage() == total([])


def test_the_total_of_accounts_adds_every_figure_up():
    one = Coverage(3, 1, (1, 0, 1, 0, 0), 5, 3, 0, 0, 1, 0, 2, 1)
    two = Coverage(4, 0, (0, 1, 1, 1, 1), 8, 8, 5, 3, 2, 1, 2, 0)
    assert Coverage(7, 1, (1, 1, 2, 1, 1), 13, 11, 5, 3, 3, 1, 4, 1) == total([one, two])
