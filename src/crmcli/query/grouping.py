"""Are groups asked for rather than records, by what, and which figures of each?"""

from collections.abc import Sequence
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.query.errors import QueryError
from crmcli.query.figures import COUNTED, Figure, everything, figure
from crmcli.query.scope import Scope
from crmcli.query.shown import Shown, named, shown
from crmcli.query.view import Read


class Groups(NamedTuple):
    """A row for each value of all of `by`, with the figures; the last ones, beyond `many`, are only
    sorted by. `order` are places in both, one after the other.
    """

    by: tuple[Shown, ...]
    figures: tuple[Figure, ...]
    many: int
    order: tuple[int, ...]
    falling: tuple[bool, ...]

    @property
    def readers(self) -> list[Read]:
        """What each record is asked."""
        return [*(each.read for each in self.by), *(each.read for each in self.figures)]


def groups(
    by: Sequence[str], columns: Sequence[str], sort: Sequence[str], scope: Scope
) -> Groups | None:
    """The groups that are asked for; None when rows are records.

    Raises QueryError with the place, also where one column is of a record and another of many.
    """
    found = {column: figure(column, scope) for column in columns}
    keys = [shown(each, scope, every_choice=True) for each in by]
    if not keys and not any(found.values()):
        _no_figures(sort, scope)
        return None
    figures: list[Figure] = []
    for column, each in found.items():
        if each is not None:
            figures += [*_base_of(each, figures, found, scope), each]
        elif not (
            place := [
                place
                for place, key in enumerate(keys)
                if key.path == named(column)[0] or key.field == column
            ]
        ):
            raise _mixed(column, keys, scope)
        elif called := named(column)[1]:
            keys[place[0]] = keys[place[0]]._replace(called=called)
    figures = figures or [everything()]
    check_names([*keys, *figures])
    many = len(figures)
    order = [_place(each.removeprefix("-"), keys, figures, scope) for each in sort]
    return Groups(
        tuple(keys),
        tuple(figures),
        many,
        tuple(order),
        tuple(each.startswith("-") for each in sort),
    )


def _base_of(
    each: Figure, before: Sequence[Figure], asked: dict[str, Figure | None], scope: Scope
) -> list[Figure]:
    """What a share is of: no rate stands without it, so it comes along where nobody asked for
    it.
    """
    if each.kind != "share":
        return []
    wanted = f"count({each.among})" if each.among else COUNTED
    known = [*before, *(other for other in asked.values() if other)]
    made = None if any(other.text == wanted for other in known) else figure(wanted, scope)
    return (
        [made._replace(called=f"{each.called}_{COUNTED}" if each.called and each.among else "")]
        if made
        else []
    )


def _place(text: str, keys: Sequence[Shown], figures: list[Figure], scope: Scope) -> int:
    """Which of the columns is meant; a figure that is none of them is worked out beside them."""
    shown: list[Shown | Figure] = [*keys, *figures]
    for place, each in enumerate(shown):
        if text in (each.field, each.path):
            return place
    found = figure(text, scope)
    if found is None:
        raise _mixed(text, keys, scope)
    same = [place for place, each in enumerate(figures) if each.text == found.text]
    if not same:
        figures.append(found)
    return len(keys) + (same[0] if same else len(figures) - 1)


def _no_figures(sort: Sequence[str], scope: Scope) -> None:
    """Records are not sorted by figures of many."""
    for each in sort:
        text = each.removeprefix("-")
        if figure(text, scope) is not None:
            raise QueryError(
                Message("error-query-figure-alone", (text,)),
                0,
                len(text),
                Message("hint-query-figure-alone", (text,)),
            ).within(text)


def _mixed(column: str, keys: Sequence[Shown], scope: Scope) -> QueryError:
    """A value of one record stands beside figures of many; or it is none at all."""
    text, known = named(column)[0], shown(column, scope)
    hint = Message(
        "hint-query-mixed-number"
        if known.base in ("number", "money", "days")
        else "hint-query-mixed",
        (",".join([*(key.path for key in keys), text]), text),
    )
    return QueryError(Message("error-query-mixed", (text,)), 0, len(text), hint).within(text)


def check_names(columns: Sequence[Shown | Figure]) -> None:
    """No two columns may have one name, where somebody gave it. Raises QueryError."""
    fields = [each.field for each in columns]
    twice = next(
        (each.called for each in columns if each.called and fields.count(each.called) > 1), None
    )
    if twice is not None:
        raise QueryError(Message("error-query-same-name", (twice,)), 0, len(twice)).within(twice)
