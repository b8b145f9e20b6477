"""What tells a row from others whose system gives it no id."""

from collections.abc import Mapping
from hashlib import blake2b

from crmcli.domain.edit import Value
from crmcli.domain.text.spelling import folded
from crmcli.imports.incoming import Lead


def natural_id(
    kind: str, said: Mapping[str, Value], refs: Mapping[str, list[Lead]], digest: str
) -> str:
    """An account's name, a person's address or name, an activity's whole row: never the words
    themselves, only their digest.
    """
    if kind in {"log", "note", "task", "line", "stage"}:
        return f"={digest}"
    name = folded(str(said.get("name", "")))
    where = [lead for leads in refs.values() for lead in leads][:1] if kind != "account" else []
    mail = said.get("emails") or ()
    mark = folded(str(mail[0])) if isinstance(mail, list) and mail else ""
    text = repr((mark or name, where)).encode("utf-8", "surrogateescape")
    return f"={blake2b(text, digest_size=8).hexdigest()}"
