"""What is carried beside the code: the pages that `crm help` shows, the books that
`crm init --example` copies.
"""

import os

# crmcli's own folder: this file stands in store/files/
_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_SOURCE_TREE = os.path.dirname(os.path.dirname(_PACKAGE))

DOCS, EXAMPLES = "docs", "examples"


def folder(name: str, package: str = _PACKAGE, source_tree: str = _SOURCE_TREE) -> str | None:
    """Where `docs` or `examples` are: in the package where a wheel was installed, beside `src`
    where crm runs from its source tree. None where a packager left them out.
    """
    for place in (package, source_tree):
        found = os.path.join(place, name)
        if os.path.isdir(found):
            return found
    return None
