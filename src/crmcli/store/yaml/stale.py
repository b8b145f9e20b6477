"""Which comments silence nothing any more, or never did?"""

from collections.abc import Collection, Iterator, Sequence

from crmcli.domain.finding import Finding, Mend, Place, Problem
from crmcli.rules.choice import may_be_silenced, members
from crmcli.rules.closest import closest
from crmcli.rules.groups import WORDS
from crmcli.store.yaml.libyaml import Event, Mark, Parser, ScalarEvent, StreamEndEvent, YAMLError
from crmcli.store.yaml.silenced import Comment, Name, Silenced

RULE = "unused-ignore"


def stale(text: str, silenced: Silenced, judged: Collection[str]) -> Iterator[Problem]:
    """What is to go of the comments in a file, once everything in it was held against them.

    Only rules that were `judged` can have nothing to silence. Of a file that is no YAML nobody
    knows what is a comment, but for what stands beside a finding as if to silence it.
    """
    comments = [
        comment
        for number in range(1, len(silenced.lines) + 1)
        if "ignore[" in silenced.lines[number - 1]
        for comment in [silenced.on(number)]
        if comment is not None
    ]
    if not comments:
        return
    try:
        texts = list(_texts(text))
    except (YAMLError, ValueError, OverflowError):
        texts, used = [], {line for line, _ in silenced.used}
        comments = [each for each in comments if each.line in used]
    for comment in comments:
        at = (comment.line, comment.start)
        if not any(start <= at < end for start, end in texts):
            yield from _of_comment(comment, silenced, judged)


def _texts(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where texts stand in which a # begins no comment: lines from 1, columns from
    0.
    """
    parser = Parser(text)
    while True:
        event: Event = parser.get_event()
        if isinstance(event, StreamEndEvent):
            return
        if isinstance(event, ScalarEvent) and event.style:
            start: Mark = event.start_mark
            end: Mark = event.end_mark
            # what begins behind | or > on its first line is a comment
            first = (start.line + 2, 0) if event.style in "|>" else (start.line + 1, start.column)
            yield first, (end.line + 1, end.column)


def _of_comment(comment: Comment, silenced: Silenced, judged: Collection[str]) -> Iterator[Problem]:
    wrong = [
        (place, key)
        for place, name in enumerate(comment.names)
        if (key := _wrong(name.text, comment, silenced, judged)) is not None
    ]
    line = silenced.lines[comment.line - 1]
    if not comment.names or (len(wrong) == len(comment.names) and not _near(comment, wrong)):
        keys = {key for _, key in wrong}
        key = keys.pop() if len(keys) == 1 else "" if keys else "unused-ignore-empty"
        args = (", ".join(f"`{name.text}`" for name in comment.names),) if comment.names else ()
        mend = Mend("", is_safe=True, at=_whole(comment, silenced.lines))
        place = Place(comment.line, comment.start + 1, comment.line, len(line.rstrip()) + 1)
        yield Finding("unused-ignore", (), key, args, severity="warning", mends=(mend,)), place
        return
    for number, key in wrong:
        yield _of_name(comment, number, key)


def _wrong(name: str, comment: Comment, silenced: Silenced, judged: Collection[str]) -> str | None:
    """What is wrong with a name, as a message says it; None where nothing is known to be."""
    rules = members(name)
    if not rules:
        return "unused-ignore-unknown"
    meant = {rule for rule in rules if may_be_silenced(rule)}
    if not meant:
        return "unused-ignore-loud"
    is_known = name != RULE and meant <= set(judged)
    return "" if is_known and (comment.line, name) not in silenced.used else None


def _near(comment: Comment, wrong: Sequence[tuple[int, str]]) -> bool:
    """Is one of the names a slip of a rule's, so that the comment is to be mended, not to go?"""
    return any(
        closest(comment.names[place].text, WORDS)
        for place, key in wrong
        if key == "unused-ignore-unknown"
    )


def _of_name(comment: Comment, place: int, key: str) -> Problem:
    name = comment.names[place]
    near = closest(name.text, WORDS) if key == "unused-ignore-unknown" else ()
    at = Place(comment.line, name.start + 1, comment.line, name.end + 1)
    if near:
        finding = Finding(
            "unused-ignore", (), f"{key}-close", (f"`{name.text}`", *near), severity="warning"
        )
        return finding._replace(mends=(Mend(near[0], at=at),)), at
    mends: tuple[Mend, ...] = ()
    if len(comment.names) > 1:
        mends = (Mend("", is_safe=True, at=_of_list(comment.line, comment.names, place)),)
    return Finding(
        "unused-ignore", (), key, (f"`{name.text}`",), severity="warning", mends=mends
    ), at


def _of_list(line: int, names: Sequence[Name], place: int) -> Place:
    """A name and the comma that parts it from the others."""
    if place:
        return Place(line, names[place - 1].end + 1, line, names[place].end + 1)
    return Place(line, names[0].start + 1, line, names[1].start + 1)


def _whole(comment: Comment, lines: Sequence[str]) -> Place:
    """A comment with its reason; with its line, where there is nothing else on it."""
    line, text = comment.line, lines[comment.line - 1]
    before = text[: comment.start].rstrip()
    if before:
        return Place(line, len(before) + 1, line, len(text) + 1)
    if line < len(lines):
        return Place(line, 1, line + 1, 1)
    if line > 1:
        return Place(line - 1, len(lines[line - 2]) + 1, line, len(text) + 1)
    return Place(line, 1, line, len(text) + 1)
