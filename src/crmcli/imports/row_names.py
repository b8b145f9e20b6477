"""A person's row: one name of its parts, and the title out of it."""

from crmcli.imports.cells.names import person
from crmcli.imports.field_readers import RowRead

_PARTS = ("family", "given", "middle", "title", "prefix", "suffix")


def name_it(row: RowRead, *, is_given: bool) -> None:
    """`is_given`: what stands as the name is the given one, beside a family name."""
    whole = str(row.said.pop("name", ""))
    parts = {part: str(row.said.pop(part, "")) for part in _PARTS}
    if is_given and whole and not parts["given"]:
        whole, parts["given"] = "", whole
    found = person(whole, **parts)
    title = " ".join(filter(None, (str(row.said.pop("department", "")), found.title)))
    if found.name:
        row.said["name"] = found.name
    elif isinstance(mails := row.said.get("emails"), list) and mails:
        row.said["name"] = str(mails[0])
    if title:
        row.said["title"] = title
