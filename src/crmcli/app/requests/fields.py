"""Fields of a request: somebody's words, and what is to say nothing any more."""

from collections.abc import Iterable, Sequence

from crmcli.domain.edit import Prose


def prose(text: str | None) -> Prose | None:
    """Somebody's words, if there are any."""
    return Prose(text) if text else None


def proses(texts: Iterable[str]) -> list[str]:
    """Somebody's words, several times."""
    return [Prose(each) for each in texts]


def cleared(fields: Sequence[str]) -> list[tuple[str, str | None]]:
    """Fields that are to go, or of one that has several the entry: `custom=region`."""
    return [(field, entry or None) for field, _, entry in (each.partition("=") for each in fields)]
