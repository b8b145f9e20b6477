"""What is wrong with one file, also with a text that nobody has saved yet, and where?"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.app.session import Session
from crmcli.domain.finding import Finding, Problem
from crmcli.domain.records.policy import Policy

if TYPE_CHECKING:
    from crmcli.reports.queries.lint import LintFact
    from crmcli.store.shapes.finding_places import Located


class Judged(NamedTuple):
    """What is wrong in one file: what reading it found, and the rules' findings; and what the rules
    across accounts need of it, None for one that cannot be read.
    """

    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    is_readable: bool
    fact: "LintFact | None" = None


def judged(path: str, data: bytes, policy: Policy, as_of: date) -> Judged:
    """What would be wrong within an account's file that says this.

    Where something is wrong in its form, rules look at the file as it was probably meant.
    """
    from crmcli.domain.naming import known_names
    from crmcli.reports.options import NoOptions
    from crmcli.reports.queries import lint
    from crmcli.rules.book_facts import book_fact
    from crmcli.rules.registry import check_account
    from crmcli.store.shapes.lenient import leniently
    from crmcli.store.shapes.reading import account_reading, beside
    from crmcli.store.yaml.meaning.context import Context

    context = Context(as_of, policy.currency, known_names(policy))
    reading = account_reading(path, data, context)
    findings: tuple[Finding, ...] = ()
    meant = leniently(data, context) if reading.problems else None
    if meant is not None:
        record = beside(meant.record, path, data)
        findings = meant.judged(check_account(record, policy, as_of))
    if reading.record is None:
        return Judged(reading.problems, findings, is_readable=False)
    (fact,) = lint.gather(reading.record, policy, as_of, NoOptions())
    if meant is not None:
        fact = fact._replace(findings=findings, fact=book_fact(record))
    return Judged(reading.problems, fact.findings, is_readable=True, fact=fact)


def judge(
    session: Session, path: str, text: bytes | None = None, *, as_of: date | None = None
) -> "list[Located]":
    """The findings of a file of the book with their places, in the order of the lines, as far as
    they can be told without the others; of `text` in place of what the file says.

    `path` is from the book's folder, as `accounts/acme.yaml`. Raises OSError where there is none.
    """
    from crmcli.rules.registry import all_told, judging
    from crmcli.store.files.scan import MAX_BYTES, read_bytes
    from crmcli.store.shapes.finding_places import locate_in

    day = as_of or session.today
    data = read_bytes(session.book.root, path, MAX_BYTES) if text is None else text
    policy = session.policy(day)
    found = judged(path, data, policy, day)
    rules = all_told(judging(policy, alone=True), found.findings) if found.is_readable else ()
    located = weighed(locate_in(path, data, found.findings, found.problems, rules), policy)
    return sorted(located, key=lambda each: (each.place.line, each.place.column, each.finding.rule))


def weighed(located: "Iterable[Located]", policy: Policy) -> "Iterator[Located]":
    """What reading found may be weighed by `lint:` too, unless it keeps the file from being
    read.
    """
    from crmcli.rules.groups import HARMLESS
    from crmcli.rules.registry import weight

    for each in located:
        finding = each.finding
        weighs = weight(finding.rule, policy) if finding.rule in HARMLESS else None
        if weighs != "off":
            yield each._replace(finding=finding._replace(severity=weighs)) if weighs else each
