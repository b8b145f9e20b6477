"""What is carried beside the code: the pages that `crm help` shows, the books that
`crm init --example` copies.
"""

import os

# crmcli's own folder: this file stands in store/files/
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_SOURCE_TREE = os.path.dirname(os.path.dirname(_PACKAGE))

DOCS, EXAMPLES = "docs", "examples"
PRESETS = "presets"  # which stand beside the code in both


def folder(name: str, package: str = _PACKAGE, source_tree: str = _SOURCE_TREE) -> str | None:
    """Where `docs` or `examples` are: in the package where a wheel was installed, beside `src`
    where crm runs from its source tree. None where a packager left them out.
    """
    for place in (package, source_tree):
        found = os.path.join(place, name)
        if os.path.isdir(found):
            return found
    return None


def names_in(name: str) -> list[str]:
    """What is carried there, by name; nothing where a packager left it out."""
    found = folder(name)
    return sorted(os.listdir(found)) if found else []


def carried(name: str, file: str) -> bytes:
    """One of these files. Raises OSError where there is none."""
    with open(os.path.join(folder(name) or "", file), "rb") as found:
        return found.read()
