"""What an unknown table is, and which field each of its columns is, decided at the keyboard."""

from collections.abc import Sequence

from crmcli.app.importing.plan import Part, Plan
from crmcli.app.importing.presets import preset_names
from crmcli.commands.shared.asking import Asking, Check, Choice
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.domain.text.visible import visible
from crmcli.edits.names import new_id
from crmcli.imports.mapping.kinds import CALLED, KINDS, OWN_FIELDS
from crmcli.imports.mapping.mapping import Column, FileMap, ImportMap, Ref, key, places
from crmcli.imports.table import Table

OWN, ID = "+", ".id"  # a field of the book's own; the column with the id of what a row leads to
_SHOWN = 8  # headings of a table that nobody knows


def with_tables(
    found: ImportMap | None, tables: Sequence[Table], unknown: Sequence[str], asking: Asking
) -> ImportMap | None:
    """The mapping with what the rows are of each table that no heading has told; Enter leaves one
    out.
    """
    kinds = [Choice(each, asking.phrases(f"means-{each}")) for each in CALLED]
    for table in tables:
        if table.name not in unknown:
            continue
        shown = ", ".join(table.headings[:_SHOWN])
        said = (table.name, table.count, shown)
        asking.screen.tell(visible(asking.phrases("told-import-asked-table", *said)))
        kind = asking.may(None, "ask-import-kind", kinds, check=_one_of(kinds, "--as"))
        if kind:
            found = found or ImportMap("")
            found = found._replace(files={**found.files, table.name: FileMap(CALLED[kind])})
    return found


def with_columns(plan: Plan, asking: Asking) -> ImportMap:
    """The mapping with a field for each column that holds something and is not read yet, table by
    table; Enter leaves a column out. Of a known system's tables only if somebody wants to.
    """
    files, own = dict(plan.map.files), set[str]()
    for part in plan.parts:
        left, map_ = part.left_out(), files.get(part.table.name)
        if map_ is None or map_.beside or not left:
            continue
        is_unknown = plan.map.source not in preset_names()
        told = part.table.name, str(len(left))
        if asking.sure("ask-import-columns", *told, usually=is_unknown):
            for heading, filled in left:
                map_ = _with_column(map_, part, heading, filled, asking, own)
            files[part.table.name] = map_
    return plan.map._replace(files=files)


def _with_column(
    map_: FileMap, part: Part, heading: str, filled: int, asking: Asking, own: set[str]
) -> FileMap:
    place = places(part.table.headings)[key(heading)][0]
    shown = ", ".join(part.survey.samples[place])
    asking.screen.tell(visible(asking.phrases("told-import-asked-column", heading, filled, shown)))
    choices = [Choice(each, _label(each, asking)) for each in _free(map_)]
    if map_.as_ in OWN_FIELDS:
        choices.append(Choice(OWN, asking.phrases("title-import-as-own")))
    said = asking.may(None, "ask-import-column", choices, check=_one_of(choices, heading))
    if not said:
        return map_
    if said == OWN:
        id_ = new_id(heading, own)
        own.add(id_)
        return map_._replace(custom={**map_.custom, heading: id_})
    name = said.removesuffix(ID)
    if KINDS[map_.as_][name].reads != "ref":
        held = map_.fields.get(name, Column())
        column = held._replace(columns=(*held.columns, heading))
        return map_._replace(fields={**map_.fields, name: column})
    ref = map_.refs.get(name, Ref())
    ref = ref._replace(ids=(heading,)) if said != name else ref._replace(names=(heading,))
    return map_._replace(refs={**map_.refs, name: ref})


def _free(map_: FileMap) -> list[str]:
    """The fields that may still get a column."""
    found = []
    for name, field in KINDS[map_.as_].items():
        if field.reads == "ref":
            ref = map_.refs.get(name, Ref())
            found += [name] * (not ref.names) + [f"{name}{ID}"] * (not ref.ids)
        elif field.several or name not in map_.fields:
            found.append(name)
    return found


def _label(field: str, asking: Asking) -> str:
    """What the field is called in the session's language."""
    name = field.removesuffix(ID)
    text = f"change-field-{name.removeprefix('research.')}"
    called = asking.phrases(text) if asking.phrases.has(text) else ""
    return f"{called} (id)" if called and name != field else called


def _one_of(choices: Sequence[Choice], called: str) -> Check:
    ids = {each.id for each in choices}

    def check(said: str) -> None:
        if said not in ids:
            raise CrmError(Message("error-no-such", (called, said)))

    return check
