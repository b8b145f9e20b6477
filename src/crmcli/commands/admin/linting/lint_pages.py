"""Why is that a finding, and how is it right? A rule's page, or what the rules of a group find."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple, NoReturn

from crmcli.app.chosen_rules import unknown
from crmcli.commands.shared.common import Common
from crmcli.commands.shared.report_session import ReportSession
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Column, Table
from crmcli.formats.findings.page import PageText, RuleText, markdown, plain
from crmcli.messages import Phrases
from crmcli.rules.choice import may_be_silenced, members
from crmcli.rules.groups import DAYS, GROUPS, rule_word
from crmcli.rules.pages import MARK, Page, page
from crmcli.store.book.opening import PolicyBroken

COLUMNS = (
    Column("rule", "id", 9),
    Column("severity", "severity", 8),
    Column("group", "id", 7),
    Column("what", "text", 9),
    Column("why", "text", 6),
    Column("policy", "text", 1),
    Column("bad", "text", 1),
    Column("good", "text", 1),
)


class PageRow(NamedTuple):
    """A rule's page as data, in the language of the answer."""

    rule: str
    severity: str
    group: str
    what: str
    why: str
    policy: str | None
    bad: str | None
    good: str | None
    days: bool


def explain(common: Common, said: str) -> NoReturn:
    """Print the page of a rule, or the rules of a group, and end the program.

    Needs no book; one at hand decides the language. Raises CrmError for what is neither.
    """
    word = rule_word(said)
    found = [each for each in map(page, sorted(members(word))) if each is not None]
    if not found:
        raise unknown(said)
    session = ReportSession(common, memorable=False)
    phrases = _phrases(session)
    if common.output == "table":
        width, color = session.screen.width, session.screen.color
        text = (
            _group(word, found, phrases)
            if word == DAYS or word in GROUPS
            else plain(_text(found[0], phrases), color=color, width=width)
        )
    else:
        text = session.render(_table(found, phrases, session))
    session.finish(text.encode(), 0, may_page=common.output == "table")


def _phrases(session: ReportSession) -> Phrases:
    with suppress(CrmError, PolicyBroken):
        _ = session.book  # which decides the language
    return session.phrases


def rule_texts(rules: Iterable[str], phrases: Phrases) -> dict[str, RuleText]:
    """The pages of these rules, for programs that show them."""
    return {rule: _rule_text(found, phrases) for rule in rules if (found := page(rule))}


def _rule_text(page: Page, phrases: Phrases) -> RuleText:
    text = _text(page, phrases)
    return RuleText(text.what, text.why, plain(text), markdown(text), page.severity, page.groups)


def _text(page: Page, phrases: Phrases) -> PageText:
    here = phrases("told-page-here")
    examples = [
        (phrases(f"told-page-{part}"), getattr(page, part).replace(MARK, f"# <- {here}"))
        for part in ("policy", "bad", "good")
    ]
    if phrases.language == "ko":
        from crmcli.messages.ko.help.rule_examples import in_korean

        examples = [(head, in_korean(text)) for head, text in examples]
    if may_be_silenced(page.rule):
        comment = f"# crm: ignore[{page.rule}] {phrases('told-page-reason')}"
        examples += [
            (phrases("told-page-silence"), comment),
            (phrases("told-page-off"), f"lint: {{{page.rule}: off}}"),
        ]
    return PageText(
        page.rule,
        phrases("told-page-beside", phrases(f"severity-{page.severity}"), ", ".join(page.groups)),
        phrases(f"about-{page.rule}"),
        phrases.label(page.why),
        examples,
        "" if may_be_silenced(page.rule) else phrases("told-page-loud"),
    )


def _group(group: str, pages: Sequence[Page], phrases: Phrases) -> str:
    lines = [f"{group}: {phrases(f'rules-{group}')}", ""]
    lines += [
        f"{each.rule} ({phrases(f'severity-{each.severity}')}): {phrases(f'about-{each.rule}')}"
        for each in pages
    ]
    return "\n".join(lines) + "\n"


def _table(pages: Sequence[Page], phrases: Phrases, session: ReportSession) -> Table:
    rows = [
        PageRow(
            each.rule,
            each.severity,
            each.group,
            phrases(f"about-{each.rule}"),
            phrases.label(each.why),
            each.policy or None,
            each.bad or None,
            each.good or None,
            each.is_of_days,
        )
        for each in pages
    ]
    return Table("lint-rules", _day(session), rows, COLUMNS)


def _day(session: ReportSession) -> date:
    """The day of the answer even where there is no book."""
    try:
        return session.as_of
    except (CrmError, PolicyBroken):
        return datetime.now().astimezone().date()
