"""What is the same in every site: our own files, and which program made it."""

import os
import re
from importlib.resources.abc import Traversable

import crmcli
from crmcli.store.files.digest import digest_of
from crmcli.web.html.frame import STYLES

PLAIN = (*STYLES, "icon.svg")
SCRIPTS = ("page.js", "site.js")
_IMPORT = re.compile(
    r'^import (?:(?P<names>\{[^}]*\}) from )?"\./(?P<file>[a-z]+\.js)";$', re.MULTILINE
)
_OURS = (".py", ".html", ".css", ".js", ".yaml", ".svg")


def static() -> dict[str, bytes]:
    """Our own files by their names. Scripts that a server gives as modules are none here: a page
    that is a file may not take in a module, so they are closed in themselves.
    """
    from importlib.resources import files

    folder = files("crmcli.web") / "static"
    found = {name: (folder / name).read_bytes() for name in PLAIN}
    for name in SCRIPTS:
        found[name] = f'"use strict";\n{_closed(folder, name)};\n'.encode()
    return found


def _closed(folder: Traversable, name: str, gives: str = "") -> str:
    """The script with what it takes in, as one function that is called; it gives what is asked."""
    text = (folder / name).read_text("utf-8").replace("\nexport ", "\n")

    def taken_in(said: re.Match[str]) -> str:
        made = _closed(folder, said["file"], said["names"] or "")
        return f"const {said['names']} = {made};" if said["names"] else f"{made};"

    returned = f"return {gives};\n" if gives else ""
    return f"(() => {{\n{_IMPORT.sub(taken_in, text)}{returned}}})()"


def program() -> str:
    """Differs as soon as the program does, also while somebody works on it: whatever of it makes
    pages, or what stands on them.
    """
    top = os.path.dirname(crmcli.__file__)
    texts = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(each for each in folders if each[0] not in "._")
        for name in sorted(names):
            if name.endswith(_OURS):
                with open(os.path.join(folder, name), "rb") as file:
                    texts.append(digest_of(file.read()))
    return digest_of(b"".join(texts)).hex()
