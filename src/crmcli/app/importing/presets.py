"""The systems whose tables are known: one file of column names for each."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.edit import Value
from crmcli.imports.mapping.mapping import Ours
from crmcli.imports.mapping.propose import Shape
from crmcli.imports.mapping.shape import read_file_map, read_values, texts_at
from crmcli.store.files.package_files import PRESETS, carried, names_in
from crmcli.store.yaml.tree import read_tree

GENERIC = "generic"  # headings that mean a field whatever the system: what nobody knows is read by
_SUFFIX = ".yaml"


class Preset(NamedTuple):
    """One system: its name for people, its tables, what its words mean, and how likely deals in its
    own stages are won there, in percent.
    """

    name: str
    title: str
    shapes: tuple[Shape, ...]
    values: Mapping[str, Mapping[str, Ours]]
    odds: Mapping[str, int]


def preset_names() -> list[str]:
    """Every system that is known, in the order of names."""
    names = names_in(PRESETS)
    known = (each.removesuffix(_SUFFIX) for each in names if each.endswith(_SUFFIX))
    return [each for each in known if each != GENERIC]


@lru_cache(maxsize=32)
def preset(name: str) -> Preset:
    """One of them. Raises OSError where there is no such file."""
    tree = read_tree(carried(PRESETS, f"{name}{_SUFFIX}"))
    tables = tree.get("tables") or []
    shapes = tuple(_shape(f"{name}.{place}", each) for place, each in enumerate(tables))
    said = tree.get("odds")
    odds = (
        {word: int(str(percent)) for word, percent in said.items()}
        if isinstance(said, Mapping)
        else {}
    )
    return Preset(name, str(tree.get("title", name)), shapes, read_values(tree.get("values")), odds)


def _shape(at: str, said: Value) -> Shape:
    tree = dict(said) if isinstance(said, Mapping) else {}
    needs = tree.pop("needs", None) or []
    without, name = tree.pop("without", None), tree.pop("file", None)
    together = tree.pop("together", None)
    return Shape(
        read_file_map(at, tree),
        tuple(texts_at(f"{at}.needs", each) for each in needs),
        texts_at(f"{at}.without", without),
        str(name or ""),
        str(together or ""),
    )
