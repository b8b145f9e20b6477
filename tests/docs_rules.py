"""docs/lint-rules.md, rendered from the rules' own docstrings, which are also their tests."""

import re
from collections.abc import Mapping
from types import ModuleType

from crmcli.rules.pages import Page, page
from crmcli.rules.registry import DEFAULT_SEVERITIES, RULES

PAGE = "docs/lint-rules.md"
_FILE = re.compile(r"^# (?:accounts/)?(?P<id>[^\s/]+)\.yaml\n", re.MULTILINE)
HEAD = """\
# Lint rules

<!-- Written by tests/rules/test_docs.py from the docstrings in src/crmcli/rules; UPDATE=1 rewrites it. -->

What `crm lint` finds in a book that is readable as YAML of the format. Every rule has a weight, `error`, `warning` or
`info`, which a book may change or turn off:

    lint: {undated-stance: off, role-without-rep: warning}

`crm lint --explain` says in a line what each rule that occurs finds. A comment `# crm: ignore[rule]` at the end of a line, or alone on the line above, silences the rule there.
The examples are read as of 2026-08-01, and `# <- here` marks the line that a finding points at. Where an example has a policy,
it stands in `crm.yaml`; else the built-in policy holds.

"""


def doc(module: ModuleType) -> Page:
    """What a rule says about itself."""
    found = page(module.__name__.rpartition(".")[2].replace("_", "-"))
    assert found is not None
    return found


def files(text: str) -> dict[str, str]:
    """An example's accounts by their ids; one without a name in front is called `example`."""
    first, *rest = _FILE.split(text)
    named = dict(zip(rest[::2], rest[1::2], strict=True))
    return named if named else {"example": first}


def render(rules: Mapping[str, ModuleType] = RULES) -> str:
    """The whole page."""
    table = "".join(
        f"| [{name}](#{name}) | {DEFAULT_SEVERITIES[name]} | {doc(rule).what.replace('|', '/')} |\n"
        for name, rule in rules.items()
    )
    sections = "".join(_section(name, doc(rule)) for name, rule in rules.items())
    return f"{HEAD}| Rule | Default | What it finds |\n|---|---|---|\n{table}{sections}"


def _section(name: str, parts: Page) -> str:
    policy = f"With this policy:\n\n{_block(parts.policy)}" if parts.policy else ""
    return (
        f"\n## {name}\n\nDefault: {DEFAULT_SEVERITIES[name]}. {parts.what}\n\n{parts.why['en']}\n\n{policy}"
        f"Bad:\n\n{_block(parts.bad)}Good:\n\n{_block(parts.good)}"
    ).rstrip("\n") + "\n"


def _block(yaml: str) -> str:
    return f"```yaml\n{yaml}```\n\n"
