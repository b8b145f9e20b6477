"""What is wrong with one file, also with a text that nobody has saved yet, and where?"""

from collections.abc import Iterable, Iterator
from datetime import date

from crmcli.app.session import Session
from crmcli.domain.records.policy import Policy
from crmcli.store.shapes.finding_places import Located


def judge(
    session: Session, path: str, text: bytes | None = None, *, as_of: date | None = None
) -> list[Located]:
    """The findings of a file of the book with their places, in the order of the lines, as far as
    they can be told without the others; of `text` in place of what the file says.

    `path` is from the book's folder, as `accounts/acme.yaml`. Raises OSError where there is none.
    """
    from crmcli.rules.registry import all_told, check_account, judging
    from crmcli.store.files.scan import MAX_BYTES, read_bytes
    from crmcli.store.shapes.finding_places import locate_in
    from crmcli.store.write.rewriting import understood

    day = as_of or session.today
    data = read_bytes(session.book.root, path, MAX_BYTES) if text is None else text
    page, policy = understood(path, data), session.policy(day)
    found = check_account(page.account, policy, day) if page.account else []
    judged = all_told(judging(policy, alone=True), found) if page.account else ()
    located = weighed(locate_in(path, data, found, page.problems, judged), policy)
    return sorted(located, key=lambda each: (each.place.line, each.place.column, each.finding.rule))


def weighed(located: Iterable[Located], policy: Policy) -> Iterator[Located]:
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
