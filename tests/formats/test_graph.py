"""Maps as drawings: Mermaid and DOT in which whatever a record says stays a label."""

import re

from hypothesis import given
from hypothesis import strategies as st

from books import account, ask, policy
from crmcli.domain.records.account import Contact
from crmcli.formats import graph
from crmcli.messages import Phrases
from crmcli.reports.relations import map as report

EN = Phrases("en")
RULES = policy("{role_sets: {r: {ceo: {label: CEO}, buyer: {label: Buyer}}}, default_role_set: r}")
HOSTILE = 'a"]; end --> p9 \\" <b>%%{init}'


def drawn(form, *names):
    contacts = {
        f"c{place}": Contact(name, reports_to="c0" if place else None)
        for place, name in enumerate(names)
    }
    return form(
        ask(
            report, account("{name: A, roles: {ceo: c0}}")._replace(contacts=contacts), rules=RULES
        ),
        EN,
    )


def test_a_mermaid_drawing_has_a_box_a_place_and_a_line_a_report():
    lines = drawn(graph.mermaid, "Ann", "Bob").splitlines()
    assert [
        "flowchart TD",
        '    p1["Ann<br>CEO"]',
        '    p2["Bob"]',
        '    p3["?<br>Buyer"]:::empty',
        "    p1 --> p2",
    ] == lines[:5]


def test_a_dot_drawing_has_the_same():
    lines = drawn(graph.dot, "Ann", "Bob").splitlines()
    assert [
        '    p1 [label="Ann\\nCEO", fillcolor="white"];',
        '    p2 [label="Bob", fillcolor="white"];',
        '    p3 [label="?\\nBuyer", style="dashed,rounded"];',
        "    p1 -> p2;",
        "}",
    ] == lines[2:]


def test_nothing_a_name_holds_is_syntax_in_mermaid():
    line = drawn(graph.mermaid, HOSTILE).splitlines()[1]
    assert re.fullmatch(r'    p1\["(?:[^\W_]|[ ,·?]|#\d+;|<br>)*"\]', line)
    inside = line.removeprefix('    p1["').removesuffix('<br>CEO"]')
    assert HOSTILE == re.sub(r"#(\d+);", lambda match: chr(int(match.group(1))), inside)


def test_nothing_a_name_holds_is_syntax_in_dot():
    assert (
        r'    p1 [label="a\"]; end --> p9 \\\" <b>%%{init}\nCEO", fillcolor="white"];'
        == drawn(graph.dot, HOSTILE).splitlines()[2]
    )


def test_a_name_with_an_entity_stays_that_name_in_dot():
    assert (
        r'    p1 [label="R&amp;D &amp;lt;\nCEO", fillcolor="white"];'
        == drawn(graph.dot, "R&D &lt;").splitlines()[2]
    )


@given(st.text('"\\\n]x', min_size=1))
def test_a_name_never_leaves_its_label_in_dot(name):
    lines = drawn(graph.dot, name, "B").split("\n")
    label = r'"(?:[^"\\]|\\.)*"'
    assert re.fullmatch(rf'    p1 \[label={label}, fillcolor="white"\];', lines[2])
    assert 8 == len(lines)


@given(st.text('"\\\n]#;<x', min_size=1) | st.text(min_size=1))
def test_a_name_never_leaves_its_label_in_mermaid(name):
    lines = drawn(graph.mermaid, name, "B").split("\n")
    assert (1, 2) == (lines[1].count('["'), lines[1].count('"'))
    assert 10 == len(lines)
