"""A tree of YAML, with another value at one place of it after another."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if path:
        yield path, node
    inner = (
        list(node.items())
        if isinstance(node, dict)
        else list(enumerate(node))
        if isinstance(node, list)
        else []
    )
    for step, each in inner:
        yield from places(each, (*path, step))


def put(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The tree with another value there; None takes it out."""
    step, *rest = path
    inner = put(node[step], tuple(rest), value) if rest else value
    if isinstance(node, list):
        return [*node[:step], *([] if inner is None and not rest else [inner]), *node[step + 1 :]]
    if inner is None and not rest:
        return {key: each for key, each in node.items() if key != step}
    return {**node, step: inner}


def renamed(node: Any, path: tuple[Any, ...], name: str) -> Any:
    step, *rest = path
    if rest:
        return put(node, (step,), renamed(node[step], tuple(rest), name))
    return {name if key == step else key: each for key, each in node.items()}


def moved(value: Any, by: int) -> str | None:
    """A day or a number that much later or more; None for what is neither."""
    text = str(value)
    try:
        return (date.fromisoformat(text) + timedelta(by)).isoformat()
    except (ValueError, OverflowError):
        pass
    digits = text.replace("_", "")
    return str(int(digits) + by) if digits.lstrip("-").isdecimal() else None
