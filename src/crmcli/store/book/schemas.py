"""The schemas in a book, where its editors find them."""

from crmcli.messages import LANGUAGES
from crmcli.store.files.editors import ACCOUNT_SCHEMA, POLICY_SCHEMA
from crmcli.store.files.lock import locked
from crmcli.store.files.save import save
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.shapes.schema import written

_KINDS = {ACCOUNT_SCHEMA: "account", POLICY_SCHEMA: "policy"}


def schemas(language: str) -> dict[str, str]:
    """What this crm writes, by path."""
    return {path: written(kind, language) for path, kind in _KINDS.items()}


def put(root: str, language: str) -> list[str]:
    """Write those that are missing or say something else, and return their paths. Raises
    CrmError.
    """
    done = []
    with locked(root):
        for path, text in schemas(language).items():
            before = _now(root, path)
            if before != text.encode():
                save(root, path, before, text.encode())
                done.append(path)
    return done


def differing(root: str) -> list[str]:
    """Those in the book that this crm writes in no language: another version did."""
    ours = [schemas(language) for language in LANGUAGES]
    return [
        path
        for path in _KINDS
        if _now(root, path) not in {None, *(each[path].encode() for each in ours)}
    ]


def _now(root: str, path: str) -> bytes | None:
    try:
        return read_bytes(root, path, MAX_BYTES)
    except OSError:
        return None
