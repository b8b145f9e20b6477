"""A file with something wrong in it is judged by the rest too, and told where the file has it."""

from datetime import date

import pytest

from crmcli.domain.finding import Finding
from crmcli.domain.naming import known_names
from crmcli.domain.records.policy import Policy
from crmcli.rules.registry import check_account
from crmcli.store.book.opening import policy_of, default_tree
from crmcli.store.shapes.lenient import leniently
from crmcli.store.shapes.reading import account_reading, recovered_tree
from crmcli.store.yaml.meaning.context import Context

TODAY = date(2026, 8, 1)
POLICY: Policy = policy_of(default_tree())


def judged(text: str, *rules: str) -> list[Finding]:
    """What the rules say of the file as it was meant, at the places of the file."""
    meant = leniently(text.encode(), Context(TODAY, "KRW", known_names(POLICY)))
    assert meant is not None
    told = meant.judged(check_account(meant.record, POLICY, TODAY))
    return [each for each in told if not rules or each.rule in rules]


def places(text: str, *rules: str) -> list[tuple]:
    return [each.path for each in judged(text, *rules)]


GONE = "log: [{date: 2026-07-05, type: call, with: nobody}]"


@pytest.mark.parametrize(
    "wrong",
    [
        "plans: {p: {for: ceo, due: 2026.8.20}}",
        "status: Customer",
        "상태: customer",
        "research: {employees: 820명}",
        "zzz: x",
        "research: lots",
    ],
)
def test_the_rest_is_judged_whatever_is_wrong_with_a_value(wrong):
    assert [("log", 0, "with")] == places(f"name: A\n{wrong}\n{GONE}", "unknown-reference")


def test_what_stands_below_a_key_of_another_name_is_told_below_it():
    text = "name: A\n안건: {d: {단계: {2026.7.1: presented}}}\n"
    assert [("안건", "d", "단계", "2026.7.1")] == places(text, "unknown-reference")
    assert [("안건", "d", "단계"), ("안건", "d", "단계", "2026.7.1")] == places(
        text, "unknown-key", "bad-date"
    )


@pytest.mark.parametrize(
    "line",
    [
        "log: [{date: 2026-07-05, type: call, with: [kim@]}]",
        "roles: {ceo: {contact: [kim@]}}",
        "role_sets: [kim@]",
        "deals: {d: {stages: contacting, next: {date: 2026-09-01, with: [kim@]}}}",
    ],
)
def test_of_the_only_item_of_a_list_that_is_no_id_nobody_says_too_that_it_is_unknown(line):
    text = f"name: A\ncontacts: {{lee: {{name: Lee}}}}\n{line}\n"
    assert [] == places(text, "unknown-reference")
    assert 1 == len(places(text.replace("kim@", "kim"), "unknown-reference"))


def test_items_behind_one_that_is_left_out_keep_their_numbers():
    text = "name: A\nlog: [{type: call}, {date: 2026-07-05, type: call, with: nobody}, 5]"
    assert [("log", 1, "with")] == places(text, "unknown-reference")


PEOPLE = """\
roles: {cio: lee-dh}
deals: {d: {people: {lee-dh: user}, stages: {2026-07-01: contacting}, next: 2026-09-01}}
log: [{date: 2026-07-05, type: call, with: lee-dh}]
"""


@pytest.mark.parametrize(
    "contacts",
    [
        "contact: {lee-dh: 이동현}",
        "담당자: {lee-dh: 이동현}",
        "xyzzy: {lee-dh: 이동현}",
        "contacts: [{name: 이동현}]",
        "contacts: {lee-dh: {title: CIO}}",
        "contacts: {lee dh: {name: 이동현}}",
        "contacts: 이동현",
    ],
)
def test_names_that_lead_nowhere_because_a_section_was_not_read_are_not_told(contacts):
    assert [] == places(f"name: A\n{contacts}\n{PEOPLE}", "unknown-reference", "contact-nowhere")


def test_what_was_left_out_is_not_missed():
    text = "name: A\nstatus: customer\nlog: [{date: 언젠가, type: call, with: b}]\ncontacts: {b: {name: B}}"
    assert [] == judged(text)


def test_a_place_that_is_told_is_told_once():
    text = "name: A\ncontacts: {b: {name: 이동현}}\nroles: {cio: 이동현 실장}"
    assert [] == places(text, "role-without-rep")


def test_a_file_that_is_no_yaml_is_read_with_what_was_meant():
    found = leniently(b"name: A\nroles: {cio: b", Context())
    assert found is not None and found.record.roles["cio"].contacts == ("b",)


def test_a_file_that_nobody_can_read_or_is_all_wrong_is_not_read_so():
    assert leniently(b"\xff\xfe", Context()) is None
    rows = "".join(f"z{number}: x\n" for number in range(200))
    assert leniently(f"name: A\n{rows}".encode(), Context()) is None


@pytest.mark.parametrize(
    "text", ["name: A\nownr: b\n", "name: A\nroles: [\nownr: b\n", "\ufeffname: A\n--- {ownr: b\n"]
)
def test_a_file_that_is_read_again_says_the_same(text):
    first, second = (account_reading("accounts/a.yaml", text.encode()) for _ in range(2))
    assert first == second and first.problems
    assert recovered_tree(text.encode()) == recovered_tree(text.encode())


@pytest.mark.parametrize("keys", [("기록", "활동"), ("활동", "기록"), ("LOG", "logs")])
def test_of_two_keys_that_mean_the_same_the_first_is_taken_for_it(keys):
    one, other = keys
    text = f"name: A\n{one}: [{{date: 2026-07-05, type: call, with: nobody}}]\n{other}: [{{date: 2026-07-06, type: call}}]\n"
    assert [(one, 0, "with")] == places(text, "unknown-reference")
