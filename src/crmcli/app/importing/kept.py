"""What of an import stays in the book: its mapping, to be read and changed, and the memory of what
came.
"""

from collections.abc import Mapping

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.domain.text.portable import unportable
from crmcli.edits.record_editor import Draft
from crmcli.imports.mapping.mapping import ImportMap, Ours
from crmcli.imports.mapping.shape import read_map, written_map, written_values
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.files.strays import IMPORTS, names_of
from crmcli.store.write.edited import edited, readable
from crmcli.store.write.rewriting import as_new
from crmcli.store.yaml.tree import Unreadable, read_tree

Answers = Mapping[str, Mapping[str, Ours]]  # what words are here, by their kinds


def map_path(name: str) -> str:
    """The mapping's file, from the book's folder."""
    return f"{IMPORTS}/{name}.yaml"


def seen_path(name: str) -> str:
    """The memory's file, from the book's folder."""
    return f"{IMPORTS}/{name}.seen"


def check_name(name: str) -> str:
    """A name under which an import can be kept. Raises CrmError."""
    if unportable(name) or "/" in name:
        raise CrmError(Message("error-import-name", (name,)), Message("hint-import-name"))
    return name


def kept_map(root: str, path: str) -> ImportMap | None:
    """A mapping that was written down; None where there is none. Raises CrmError."""
    try:
        data = read_bytes(root, path, MAX_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CrmError(Message("error-cannot-open", (path, reason_of(error))), status=4) from None
    return map_of(path, data)


def map_of(path: str, data: bytes) -> ImportMap:
    """The mapping that a file's bytes are. Raises CrmError with the file and the place."""
    try:
        return read_map(read_tree(data))
    except Unreadable:
        from crmcli.store.yaml.source import Source

        problems = Source(data).problems
        line = problems[0][1].line if problems else 1
        raise CrmError(
            Message("error-map-unreadable", (path, line)), Message("hint-map-wrong"), status=4
        ) from None


def map_bytes(found: ImportMap) -> bytes:
    """The mapping as a file."""
    return as_new(written_map(found))


def with_answers(found: ImportMap, answers: Answers) -> ImportMap:
    """The mapping with what was decided just now."""
    kinds = dict.fromkeys((*found.values, *answers))
    return found._replace(
        values={kind: {**found.values.get(kind, {}), **answers.get(kind, {})} for kind in kinds}
    )


def answered(before: bytes, answers: Answers) -> bytes:
    """A mapping that somebody wrote, with what was decided just now; the rest of it stays."""
    draft = Draft(dict(readable(before)))
    for kind, words in written_values(answers).items():
        for word, ours in words.items():
            draft.set(("values", kind, word), ours)
    return edited(before, draft.edits).data


def names(root: str) -> list[str]:
    """Every import that this book has kept a mapping of."""
    there = names_of(root, IMPORTS)
    return [each.removesuffix(".yaml") for each in there if each.endswith(".yaml")]
