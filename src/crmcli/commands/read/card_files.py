"""Cards on their way out, each in a file of its own: a folder of them is put in place whole."""

from collections.abc import Sequence

from crmcli import __version__
from crmcli.domain.text.portable import fold
from crmcli.edits.names import file_id
from crmcli.exports.folder import Folder
from crmcli.formats.vcard import VCard, render

MANIFEST = "cards.json"
SUFFIX = ".vcf"


def write_cards(folder: str, root: str, people: Sequence[VCard], version: str) -> None:
    """A file for each person, called by account and contact. Raises CrmError for a folder that
    holds anything but cards of an earlier export.
    """
    taken: set[str] = set()
    with Folder(folder, root, MANIFEST) as out:
        for person in people:
            name = file_id(person.uid.replace("/", "-"), taken)
            taken.add(fold(name))
            text = render([person], version).encode("utf-8", "surrogateescape")
            with open(out.file(name + SUFFIX), "wb") as file:
                file.write(text)
        out.describe({"crm": __version__, "version": version}, {"cards": len(people)})
