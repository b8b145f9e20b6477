"""docs/lint-rules.md and its Korean twin, rendered from the rules' own docstrings, which are also their tests."""

import re
from collections.abc import Mapping, Sequence
from types import ModuleType

from crmcli.domain.finding import Problem
from crmcli.domain.records.policy import Policy
from crmcli.messages import Phrases
from crmcli.messages.ko.help.rule_examples import in_korean
from crmcli.rules import registry
from crmcli.rules.groups import GROUPS
from crmcli.rules.pages import MARK, Page, page
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.finding_places import locate_in
from crmcli.store.shapes.reading import read

PAGES = {"en": "docs/lint-rules.md", "ko": "docs/ko/lint-rules.md"}
_FILE = re.compile(r"^# (?:accounts/)?(?P<id>[^\s/]+)\.yaml\n", re.MULTILINE)
WRITTEN = "<!-- Written by tests/rules/test_docs.py from the docstrings in src/crmcli/rules; UPDATE=1 rewrites it. -->"
HEAD = {
    "en": f"""\
# Lint rules

{WRITTEN}

[한국어](ko/lint-rules.md)

What `crm lint` finds: in the text of a file, in what its values say, and between the files of a book. `crm lint --explain RULE` prints the page of one rule, `crm lint --explain GROUP` what
the rules of a group find, and `crm lint --explain` alone, after the findings, what each rule that occurs finds.

`crm lint --select` and `--ignore` take rules and groups, separated by commas. A book changes how much they weigh, `error`, `warning` or `info`, or turns them off, in `crm.yaml`:

    lint: {{undated-stance: off, days: info, role-without-rep: warning}}

A rule's own line beats `days`, and `days` beats the rule's group. A comment silences a rule or a group on one line, at its end or alone on the line above, and may say why:

    stance: friendly  # crm: ignore[undated-stance] asked on the phone

What keeps a file from being read can be neither silenced nor weighed: the file would be in no answer, and nobody told. A comment that silences nothing any more is told itself
([unused-ignore](#unused-ignore)).

`crm lint --fix` mends what is meant beyond doubt (safe); with `--unsafe` also what is likely, and a person has to look at. Of some rules it can mend only some findings.

The examples are read as of 2026-08-01, and `# <- here` marks the line that a finding points at. Where an example has a policy, it stands in `crm.yaml`; else the built-in policy holds.
""",
    "ko": f"""\
# 검사 규칙

{WRITTEN}

[English](../lint-rules.md)

`crm lint`가 파일의 글과 값, 그리고 CRM 폴더의 파일들 사이에서 찾는 것입니다. `crm lint --explain 규칙`은 규칙 하나의 설명을, `crm lint --explain 묶음`은 그 묶음의 규칙들이 찾는 것을 보여 줍니다.
`crm lint --explain`만 쓰면 찾은 문제 뒤에 나온 규칙마다 한 줄씩 설명이 붙습니다.

`crm lint --select`와 `--ignore`에는 규칙과 묶음을 쉼표로 이어 적습니다. 얼마나 심각하게 볼지(`error`, `warning`, `info`)나 아예 보지 않을지(`off`)는 CRM 폴더의 `crm.yaml`에 적습니다.

    lint: {{undated-stance: off, days: info, role-without-rep: warning}}

규칙 이름으로 적은 것이 `days`보다, `days`로 적은 것이 규칙의 묶음보다 앞섭니다. 한 줄만 그대로 두려면 그 줄 끝이나 바로 위의 줄에 주석을 적습니다. 이유를 함께 적을 수 있습니다.

    stance: friendly  # crm: ignore[undated-stance] 전화로 물어봄

파일을 읽지 못하게 하는 잘못은 주석으로 덮어 두거나 심각도를 바꿀 수 없습니다. 그러면 그 파일이 모든 답에서 말없이 빠지기 때문입니다. 이제 하는 일이 없는 주석은 그것대로 알려
드립니다([unused-ignore](#unused-ignore)).

`crm lint --fix`는 무슨 뜻인지 확실한 것(확실)을 바로잡고, `--unsafe`를 붙이면 그럴 것으로 짐작되는 것(짐작)도 바로잡습니다. 짐작한 것은 사람이 확인해야 합니다. 규칙에 따라서는
찾은 문제 가운데 일부만 바로잡을 수 있습니다.

예는 2026-08-01을 기준으로 읽습니다. `# <- 여기`는 문제가 있는 줄입니다. crm.yaml이 함께 적힌 예가 아니면 기본 설정으로 읽습니다.
""",
}
WORDS = {
    "en": {
        "table": "| Rule | Default | Mended | What it finds |",
        "default": "Default: {}.",
        "days": "Of days that pass (`days`).",
        "safe": "safe",
        "unsafe": "likely",
        "policy": "With this policy:",
        "bad": "Bad:",
        "good": "Good:",
        "here": "here",
        "also": "Beside these groups, `days` has the rules that find something in a file nobody touched, because days passed: {}.",
    },
    "ko": {
        "table": "| 규칙 | 기본 심각도 | 바로잡음 | 찾는 것 |",
        "default": "기본 심각도: {}.",
        "days": "날이 지나면 생깁니다(`days`).",
        "safe": "확실",
        "unsafe": "짐작",
        "policy": "crm.yaml이 이럴 때:",
        "bad": "틀린 예:",
        "good": "맞는 예:",
        "here": "여기",
        "also": "이 묶음들과 따로 `days`에는 아무도 고치지 않은 파일에서 날이 지나 문제를 찾는 규칙이 있습니다: {}.",
    },
}


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


def problems_of(text: str) -> list[Problem]:
    """What reading an account's file finds, and which of its comments silence nothing."""
    data = text.replace("<tab>", "\t").encode()
    reading = read(data, ACCOUNT)
    judged = registry.judging(Policy()) if reading.record else ()
    located = locate_in("accounts/a.yaml", data, (), reading.problems, judged)
    return [(each.finding, each.place) for each in located]


def render(language: str, mended: Mapping[str, str]) -> str:
    """The whole page; `mended`: of each rule whether its example is mended, safe or unsafe."""
    words, phrases = WORDS[language], Phrases(language)
    known = {rule: found for rules in GROUPS.values() for rule in rules if (found := page(rule))}
    days = ", ".join(f"[{rule}](#{rule})" for rule, each in known.items() if each.is_of_days)
    parts = [HEAD[language], words["also"].format(days) + "\n"]
    for group, rules in GROUPS.items():
        lines = [
            f"## {group}",
            "",
            f"{phrases(f'rules-{group}')[:1].upper()}{phrases(f'rules-{group}')[1:]}.",
            "",
        ]
        lines += [words["table"], "|---|---|---|---|"]
        for rule in rules:
            what = phrases(f"about-{rule}").replace("|", "/")
            kind = words.get(mended.get(rule, ""), "")
            lines.append(f"| [{rule}](#{rule}) | {known[rule].severity} | {kind} | {what} |")
        parts.append("\n".join(lines) + "\n")
        parts += [_section(known[rule], phrases, words) for rule in rules]
    return "\n".join(parts)


def _example(text: str, phrases: Phrases, words: Mapping[str, str]) -> str:
    said = in_korean(text) if phrases.language == "ko" else text
    return said.replace(MARK, f"# <- {words['here']}")


def _section(page: Page, phrases: Phrases, words: Mapping[str, str]) -> str:
    beside = words["default"].format(page.severity) + (
        f" {words['days']}" if page.is_of_days else ""
    )
    parts: Sequence[str] = [
        f"### {page.rule}",
        f"{beside} {phrases(f'about-{page.rule}')}",
        phrases.label(page.why),
        *(
            f"{words[part]}\n\n```yaml\n{_example(getattr(page, part), phrases, words)}```"
            for part in ("policy", "bad", "good")
            if getattr(page, part)
        ),
    ]
    return "\n\n".join(parts) + "\n"
