"""A mapping as its file says it: read, with the error that a wrong one gets, and written."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.currencies import is_code
from crmcli.domain.table import Message
from crmcli.domain.text.portable import unportable
from crmcli.imports.mapping.kinds import KINDS, WORDS
from crmcli.imports.mapping.mapping import REST, Column, FileMap, ImportMap, Ours, Ref

_ORDERS = ("d-m-y", "m-d-y", "y-m-d")
_DECIMALS = (".", ",")
_RESULTS = ("won", "lost", "no_decision", "invalid")
_OWN = ("as", "rest", "custom", "skip")
Tree = Mapping[str, Value]


def read_map(tree: Tree) -> ImportMap:
    """The mapping that a file's tree is. Raises CrmError with the place of what is wrong."""
    known = ("from", "encoding", "decimal", "dates", "currency", "files", "values")
    _known("", tree, known)
    files = {
        name: read_file_map(f"files.{name}", said)
        for name, said in _entries("files", tree.get("files"))
    }
    values = read_values(tree.get("values"))
    return ImportMap(
        source=_text("from", tree.get("from")),
        encoding=_text("encoding", tree.get("encoding")),
        decimal=_one("decimal", tree.get("decimal"), _DECIMALS),
        dates=_one("dates", tree.get("dates"), _ORDERS),
        currency=_currency("currency", tree.get("currency")),
        files=files,
        values=values,
    )


def read_values(said: Value) -> dict[str, dict[str, Ours]]:
    """What words of theirs mean, by their kinds. Raises CrmError."""
    values = {
        kind: {theirs: _ours(f"values.{kind}.{theirs}", said) for theirs, said in found.items()}
        for kind, found in (
            (kind, dict(_entries(f"values.{kind}", said)))
            for kind, said in _entries("values", said)
        )
    }
    _known("values", values, WORDS)
    return values


def read_file_map(at: str, said: Value) -> FileMap:
    """What one table's rows are: one thing, or several of a list. Raises CrmError."""
    if isinstance(said, list) and said:
        first, *others = (read_file_map(f"{at}.{place}", each) for place, each in enumerate(said))
        return first._replace(beside=tuple(others))
    tree = dict(_entries(at, said))
    as_ = _one(f"{at}.as", tree.get("as"), tuple(KINDS))
    if not as_:
        raise _mistaken(f"{at}.as", "told-map-no-kind", ", ".join(KINDS))
    known = KINDS[as_]
    _known(at, {each: None for each in tree if not each.startswith("custom.")}, (*_OWN, *known))
    fields, refs = dict[str, Column](), dict[str, Ref]()
    custom = {
        column: field
        for field, column in (
            (each[7:], _text(f"{at}.{each}", value))
            for each, value in tree.items()
            if each.startswith("custom.")
        )
    }
    for name, value in tree.items():
        if name in _OWN or name not in known:
            continue
        if known[name].reads == "ref":
            refs[name] = _ref(f"{at}.{name}", value)
        else:
            fields[name] = _column(f"{at}.{name}", value)
    rest = _one(f"{at}.rest", tree.get("rest"), REST) or "leave"
    skip = {
        column: texts_at(f"{at}.skip.{column}", words)
        for column, words in _entries(f"{at}.skip", tree.get("skip"))
    }
    return FileMap(as_, fields, refs, custom, rest, skip)


def _column(at: str, said: Value) -> Column:
    if isinstance(said, str):
        return Column((said,)) if said else Column()
    if isinstance(said, Sequence):
        return Column(texts_at(at, said))
    tree = dict(_entries(at, said))
    _known(at, tree, ("column", "columns", "text", "nothing", "times", "order", "decimal"))
    columns = texts_at(f"{at}.columns", tree.get("columns", tree.get("column")))
    return Column(
        columns,
        _text(f"{at}.text", tree.get("text")),
        texts_at(f"{at}.nothing", tree.get("nothing")),
        _number(f"{at}.times", tree.get("times")),
        _one(f"{at}.order", tree.get("order"), _ORDERS),
        _one(f"{at}.decimal", tree.get("decimal"), _DECIMALS),
    )


def _ref(at: str, said: Value) -> Ref:
    if isinstance(said, str | list):
        return Ref(names=texts_at(at, said))
    tree = dict(_entries(at, said))
    _known(at, tree, ("id", "name", "missing"))
    missing = _text(f"{at}.missing", tree.get("missing"))
    if missing and unportable(missing):
        raise _mistaken(f"{at}.missing", "told-map-no-account", missing)
    return Ref(
        texts_at(f"{at}.id", tree.get("id")), texts_at(f"{at}.name", tree.get("name")), missing
    )


def _ours(at: str, said: Value) -> Ours:
    if said is None or said == "null":
        return Ours()
    if isinstance(said, str):
        return Ours(said)
    tree = dict(_entries(at, said))
    _known(at, tree, (*_RESULTS, "reason", "stage"))
    result = next((each for each in _RESULTS if each in tree), "")
    day = tree.get(result)
    return Ours(
        _text(f"{at}.stage", tree.get("stage")),
        result,
        _text(f"{at}.{result}", day),
        _text(f"{at}.reason", tree.get("reason")),
    )


def _entries(at: str, said: Value) -> list[tuple[str, Value]]:
    if said is None:
        return []
    if not isinstance(said, Mapping):
        raise _mistaken(at, "told-map-no-mapping")
    return list(said.items())


def _text(at: str, said: Value) -> str:
    if said is None:
        return ""
    if not isinstance(said, str):
        raise _mistaken(at, "told-map-no-text")
    return said


def texts_at(at: str, said: Value) -> tuple[str, ...]:
    """One text, or several. Raises CrmError for anything else."""
    if isinstance(said, str):
        return (said,) if said else ()
    if said is None:
        return ()
    if isinstance(said, Mapping):
        raise _mistaken(at, "told-map-no-text")
    return tuple(_text(at, each) for each in said)


def _one(at: str, said: Value, known: Sequence[str]) -> str:
    text = _text(at, said)
    if text and text not in known:
        raise _mistaken(at, "told-map-no-word", text, ", ".join(known))
    return text


def _number(at: str, said: Value) -> Decimal | None:
    text = _text(at, said).replace("_", "")
    try:
        return Decimal(text[:40]) if text else None
    except InvalidOperation:
        raise _mistaken(at, "told-map-no-number", text) from None


def _known(at: str, tree: Mapping[str, object], known: Sequence[str]) -> None:
    for each in tree:
        if each not in known:
            raise _mistaken(f"{at}.{each}".lstrip("."), "told-map-no-word", each, ", ".join(known))


def _currency(at: str, said: Value) -> str:
    text = _text(at, said)
    if text and not is_code(text):
        raise _mistaken(at, "told-map-no-currency", text)
    return text


def _mistaken(at: str, key: str, *values: str) -> CrmError:
    return CrmError(
        Message("error-map-wrong", (at, Message(key, values))), Message("hint-map-wrong"), status=4
    )


def written_map(found: ImportMap) -> dict[str, Value]:
    """The tree of its file."""
    tree: dict[str, Value] = {
        "from": found.source,
        "encoding": found.encoding,
        "decimal": found.decimal,
        "dates": found.dates,
        "currency": found.currency,
        "files": {name: _written_file(each) for name, each in found.files.items()},
        "values": written_values(found.values),
    }
    return {name: value for name, value in tree.items() if value not in ("", {})}


def written_values(values: Mapping[str, Mapping[str, Ours]]) -> dict[str, dict[str, Value]]:
    """What words mean, as a file says it."""
    return {
        kind: {theirs: _written_ours(each) for theirs, each in words.items()}
        for kind, words in values.items()
        if words
    }


def _written_file(found: FileMap) -> Value:
    if found.beside:
        return [_written_table(each) for each in (found, *found.beside)]
    return _written_table(found)


def _written_table(found: FileMap) -> dict[str, Value]:
    known = KINDS[found.as_]
    tree: dict[str, Value] = {"as": found.as_}
    for name in known:
        if name in found.fields:
            tree[name] = _written_column(found.fields[name])
        elif name in found.refs:
            tree[name] = _written_ref(found.refs[name])
    tree |= {f"custom.{field}": Prose(column) for column, field in found.custom.items()}
    if found.skip:
        tree["skip"] = {column: _short(words) for column, words in found.skip.items()}
    return tree | ({"rest": found.rest} if found.rest != "leave" else {})


def _written_column(found: Column) -> Value:
    columns = _short(found.columns)
    if not (found.text or found.nothing or found.times or found.order or found.decimal):
        return columns
    tree: dict[str, Value] = {
        "column" if len(found.columns) == 1 else "columns": columns,
        "text": Prose(found.text) if found.text else None,
        "nothing": _short(found.nothing),
        "times": str(found.times) if found.times is not None else None,
        "order": found.order or None,
        "decimal": found.decimal or None,
    }
    return {name: value for name, value in tree.items() if value}


def _written_ref(found: Ref) -> Value:
    if not found.ids and not found.missing:
        return _short(found.names)
    tree = {"id": _short(found.ids), "name": _short(found.names), "missing": found.missing or None}
    return {name: value for name, value in tree.items() if value}


def _short(texts: Sequence[str]) -> Value:
    if len(texts) == 1:
        return Prose(texts[0])
    return [Prose(each) for each in texts] or None


def _written_ours(found: Ours) -> Value:
    if not found.result:
        return found.word or None
    tree: dict[str, Value] = {
        found.result: Prose(found.day) if found.day else None,
        "stage": found.word or None,
        "reason": found.reason or None,
    }
    return {
        name: value for name, value in tree.items() if value is not None or name == found.result
    }
