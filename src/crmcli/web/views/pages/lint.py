"""What is wrong in the files, each finding beside its line, account by account."""

from collections.abc import Iterator

from crmcli.app import linting
from crmcli.domain.label import Label
from crmcli.domain.table import Message
from crmcli.messages import everywhere
from crmcli.messages.ko.help.rule_examples import in_korean
from crmcli.rules.choice import may_be_silenced
from crmcli.rules.pages import MARK, page
from crmcli.rules.pages import Page as RulePage
from crmcli.store.files.scan import POLICY
from crmcli.store.shapes.finding_places import Located
from crmcli.store.shapes.reading import account_id
from crmcli.web.views.account_file import remark
from crmcli.web.views.asked import LONGEST, Asked
from crmcli.web.views.decoding import Field
from crmcli.web.views.desk import Desk, question
from crmcli.web.views.page import View
from crmcli.web.views.parts import Figure, Figures, Link, Links, Notice, Part, Source, Text, To

FILES, MOST = 10, 30  # files on a page, and findings of one file
AROUND = 1  # lines shown above and below
FIELDS = (Field("select", str, None), Field("ignore", str, None))


def view(desk: Desk, asked: Asked) -> View:
    """How many of what, then some files with their findings."""
    asks = question(
        "lint", linting.Options(asked.one("select"), asked.one("ignore"), asked.explain)
    )
    found = desk.linted(asks)
    start = asked.start if asked.start < len(found.paths) else 0
    paths = found.paths[start : start + FILES]
    parts: list[Part] = [Notice((Message("page-lint-present"),))] if asked.at else []
    parts += _sums(found, asked)
    parts += [part for path in paths for part in _file(found, path)]
    parts += _on(asked, start, len(found.paths))
    parts += _rules(found)
    rules = tuple(dict.fromkeys(row.rule for row in found.sums))
    offers = {"select": rules, "ignore": rules}
    lead = (
        Message("page-lint-clean")
        if not found.paths
        else Message("page-lint-files", (len(found.paths),))
    )
    return View(Message("page-lint"), tuple(parts), asks, FIELDS, lead, offers)


def _sums(found: linting.Linted, asked: Asked) -> Iterator[Part]:
    """How many of each severity, and which rules: each leads to only those."""
    figures = []
    for severity in linting.GRAVEST:
        rows = [row for row in found.sums if row.severity == severity]
        if rows:
            only = ",".join(row.rule for row in rows)
            tone = {"error": "bad", "warning": "middle"}.get(severity, "")
            figures.append(
                Figure(
                    Message(f"severity-{severity}"),
                    str(found.severities[severity]),
                    None,
                    To("lint", "", {"select": only}) if len(only) <= LONGEST else None,
                    tone,  # type: ignore[arg-type]
                )
            )
    if figures:
        yield Figures(tuple(figures))
    links = [
        Link(
            Message("page-lint-rule", (row.rule, row.findings)),
            To("lint", "", {"select": row.rule}),
        )
        for row in found.sums
    ]
    if "select" in asked.said or "ignore" in asked.said:
        links.append(Link(Message("page-lint-all"), To("lint")))
    if links:
        yield Links(tuple(links), Message("page-lint-rules"))


def _file(found: linting.Linted, path: str) -> Iterator[Part]:
    """A file's findings beside their lines, with a few lines around."""
    located = found.of(path)
    shown, lines = located[:MOST], found.lines(path)
    if path == POLICY:
        yield Text((), Message("page-file", (path,)))
    else:
        link = Link(
            Message("page-lint-account", (account_id(path),)), To("account", account_id(path))
        )
        yield Links((link,), Message("page-lint-file", (path, len(located))))
    for group in _near(shown):
        first = max(0, group[0].place.line - 1 - AROUND)
        last = min(len(lines), group[-1].place.line + AROUND)
        yield Source(
            path,
            lines,
            tuple(map(remark, group)),
            first,
            max(1, last - first),
            prefix=f"{account_id(path)}-{first}-",
        )
    if len(located) > MOST:
        more = Link(
            Message("page-lint-more", (len(located) - MOST,)), To("source", account_id(path))
        )
        yield Links((more,))


def _near(located: list[Located]) -> Iterator[list[Located]]:
    """Findings whose lines are shown together."""
    group: list[Located] = []
    for each in located:
        if group and each.place.line - group[-1].place.line > 2 * AROUND + 1:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _on(asked: Asked, start: int, whole: int) -> Iterator[Part]:
    """The files before and after these."""
    said = {name: values[0] for name, values in asked.said.items()}
    links = []
    if start:
        links.append(
            Link(Message("page-back"), To("lint", "", {**said, "from": str(max(0, start - FILES))}))
        )
    if start + FILES < whole:
        links.append(Link(Message("page-on"), To("lint", "", {**said, "from": str(start + FILES)})))
    if links:
        yield Links(
            tuple(links), Message("page-rows", (start + 1, min(whole, start + FILES), whole))
        )


def _rules(found: linting.Linted) -> Iterator[Part]:
    """What the rules mean; where it is only one, why, with an example, and how to let it be."""
    rules = list(dict.fromkeys(row.rule for row in found.sums))
    for rule in rules[:12]:
        told = page(rule)
        if told is None:
            continue
        words = [Message(f"about-{rule}")]
        if len(rules) == 1:
            words.append(Message("change-first", (told.why,)))
            words.append(
                Message("told-page-silence" if may_be_silenced(rule) else "told-page-loud")
            )
        yield Text(tuple(words), Message("page-lint-means", (rule,)))
        if len(rules) == 1:
            yield from _example(rule, told)


def _example(rule: str, told: RulePage) -> Iterator[Part]:
    """How to let it be, as it is typed."""
    if may_be_silenced(rule):
        yield Source(POLICY, (f"# crm: ignore[{rule}]",), prefix="silence-")
        yield Text((Message("told-page-off"),))
        yield Source(POLICY, (f"lint: {{{rule}: off}}",), prefix="off-")
    for name in ("bad", "good"):
        if getattr(told, name):
            yield Text((Message(f"told-page-{name}"),))
            yield Source(name, _lines(getattr(told, name)), prefix=f"{name}-")


def _lines(example: str) -> tuple[Label, ...]:
    here = everywhere("told-page-here")
    return tuple(
        {
            language: (in_korean(line) if language == "ko" else line).replace(MARK, f"# <- {mark}")
            for language, mark in here.items()
        }
        for line in example.rstrip("\n").split("\n")
    )
