"""How does a file change that cannot be changed in place?

Written anew by ruamel.yaml, in its author's indentation, quotes and line ends.
"""

from codecs import BOM_UTF8
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from crmcli.domain.edit import Edit, Insert, Prose, Quoted, Remove, Rename, Set, Value
from crmcli.domain.finding import Path
from crmcli.store.write.text_edits import CannotSplice
from crmcli.store.yaml.render import several_lines
from crmcli.store.yaml.style import Style, style_of
from crmcli.store.yaml.syntax_tree import Outline
from crmcli.store.yaml.tree import NULLS, nfc
from crmcli.store.yaml.written import can_be_plain

if TYPE_CHECKING:
    from ruamel.yaml import YAML

# ruamel.yaml's mappings, lists and texts, of which its types do not tell what they have.
Loaded = Any
WIDTH = 4096  # lines stay as long as they are
_NOTHING = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"


def rewritten(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The file after the edits.

    Data and comments stay, the layout mostly; still to be read and compared. Raises CannotSplice
    where ruamel.yaml fails.
    """
    try:
        text = data.decode("utf-8-sig")
        style = style_of(Outline(text))
        made = _dumped(text.replace("\r\n", "\n"), edits, style)
    except Exception as error:  # it stumbles in many ways
        raise CannotSplice from error
    if text and not text.endswith("\n"):
        made = made.removesuffix("\n")
    return (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + made.replace(
        "\n", style.newline
    ).encode()


def _dumped(text: str, edits: Sequence[Edit], style: Style) -> str:
    yaml = _yaml(style)
    tree = yaml.load(text)
    tree = yaml.map() if tree is None else tree
    for edit in edits:
        tree = _change(yaml, tree, edit)
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _yaml(style: Style) -> "YAML":
    """ruamel.yaml as it must be for texts to stay the texts they are: nothing is a number, a date
    or a truth to it.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.resolver import VersionedResolver

    class Resolver(VersionedResolver):
        """Takes every scalar for text, and those that say nothing for nothing."""

        def resolve(self, kind: object, value: object, implicit: tuple[bool, bool]) -> object:
            from ruamel.yaml.nodes import ScalarNode
            from ruamel.yaml.tag import Tag

            if kind is ScalarNode:
                return Tag(suffix=_NOTHING if implicit[0] and value in NULLS else _TEXT)
            return super().resolve(kind, value, implicit)

    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = Resolver
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.allow_unicode = True
    dashes = style.offset + 1 + style.gap
    yaml.indent(mapping=style.step, sequence=dashes, offset=style.offset)
    return yaml


def _change(yaml: "YAML", tree: Loaded, edit: Edit) -> Loaded:
    if several_lines(getattr(edit, "value", None)):
        _unfold(tree, edit.path)
    if isinstance(edit, Insert):
        _at(tree, edit.path).insert(edit.place, _made(yaml, edit.value))
        return tree
    if not edit.path:
        raise CannotSplice
    node = _at(tree, edit.path[:-1])
    step = _step(node, edit.path[-1])
    if isinstance(edit, Set):
        node[step] = _made(yaml, edit.value)
    elif isinstance(edit, Remove):
        del node[step]
    elif isinstance(edit, Rename):
        _rename(node, step, edit.key)
    return tree


def _unfold(tree: Loaded, path: Path) -> None:
    """What is in brackets on the way goes on lines: a text of several lines cannot stand in
    them.
    """
    for step in (None, *path):
        tree = (
            tree
            if step is None
            else tree[_step(tree, step)]
            if not isinstance(tree, dict) or _step(tree, step) in tree
            else None
        )
        if not hasattr(tree, "fa"):
            return
        tree.fa.set_block_style()


def _rename(node: Loaded, old: str | int, new: str) -> None:
    place = list(node).index(old)
    comments = node.ca.items.pop(old, None)
    value = node.pop(old)
    node.insert(place, new, value)
    if comments is not None:
        node.ca.items[new] = comments


def _at(tree: Loaded, path: Path) -> Loaded:
    for step in path:
        tree = tree[_step(tree, step)]
    return tree


def _step(node: Loaded, step: str | int) -> str | int:
    """The key as the file spells it."""
    if isinstance(step, str) and isinstance(node, dict) and step not in node:
        return next((key for key in node if nfc(key) == nfc(step)), step)
    return step


def _made(yaml: "YAML", value: Value) -> Loaded:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, dict):
        made = yaml.map()
        for key, each in value.items():
            made[str(key)] = _made(yaml, each)
        return made
    if isinstance(value, list | tuple):
        made = yaml.seq()
        made.extend(_made(yaml, each) for each in value)
        return made
    if not isinstance(value, str):
        return value
    if "\n" in value:
        return LiteralScalarString(value)
    if isinstance(value, Quoted) or (
        isinstance(value, Prose) and not can_be_plain(value, in_flow=True)
    ):
        return DoubleQuotedScalarString(value)
    return str(value)
