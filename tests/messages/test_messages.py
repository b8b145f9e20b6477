"""Whatever the program may say, it can say in English and in Korean, with everything in it."""

import ast
import errno
import os
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import crmcli
from crmcli.domain.text import headings
from crmcli.domain.relations import task
from crmcli.domain.relations import whitespace
from crmcli.domain.people import coverage
from crmcli.domain.records import words
from crmcli.imports.mapping.kinds import CALLED, WORDS as IMPORT_WORDS
from crmcli.domain.table import Column, Message, Table
from crmcli.messages import FILES, IN_WORDS, LANGUAGES, Phrases, meanings
from crmcli.messages.korean_words import AMOUNT_AT, FUNCTION_AT, REASON_AT, VALUE_AT
from crmcli.query import patterns
from crmcli.query.kinds import Base
from crmcli.query.lookup import FIGURES, FUNCTIONS
from crmcli.query.names.lookup import NAMES
from crmcli.reports import choices
from crmcli.reports.relations import balance
from crmcli.reports.customers import cohorts, renewals
from crmcli.reports.pipeline import focus, pipeline_change
from crmcli.reports.forecast import trend_metrics
from crmcli.reports.coverage import gaps
from crmcli.reports.queries import quality_fields
from crmcli.rules import groups, registry
from crmcli.store.book import load
from crmcli.store.yaml import yaml_words

ROOT = Path(crmcli.__file__).parent
TEXTS = {
    (language, file): import_module(f"crmcli.messages.{language}.{file}").TEXTS
    for language in LANGUAGES
    for file in sorted(set(FILES.values()))
}
EN, KO = (
    {
        key: text
        for (spoken, _), texts in TEXTS.items()
        if spoken == language
        for key, text in texts.items()
    }
    for language in LANGUAGES
)
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
}
SOURCE = {
    path: tree
    for path, tree in TREES.items()
    if not path.startswith(tuple(f"messages/{language}/" for language in LANGUAGES))
}
# the pages of a browser are written in templates, which say most of their texts themselves
IN_TEMPLATES = {
    key
    for path in ROOT.glob("web/templates/**/*.html")
    for key in re.findall(r"[\"']([a-z0-9-]+)[\"']", path.read_text("utf-8"))
}
LIKE_A_KEY = re.compile(rf"({'|'.join(FILES)})-[a-z0-9_.-]*[a-z0-9_]")
# named so, and no keys: rules, what makes a deal matter now, a command of git, an address that nobody reads
NO_KEYS = {
    "page-down",
    "page-up",
    "stance-contradicts-log",
    "gate-near",
    "check-attr",
    "do-not-reply",
}
REPORTS = [
    ".".join(path.relative_to(ROOT / "reports").with_suffix("").parts)
    for path in sorted((ROOT / "reports").rglob("*.py"))
    if path.stem not in ("__init__", "deal_facts")
]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def constants(tree: ast.AST) -> set[str]:
    """Every text that is written out, whole."""
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
    }


@cache
def every_call() -> dict[str, list[tuple[str, ast.Call]]]:
    """Every call, by the name of what is called, with the file and line it stands in."""
    found: dict[str, list[tuple[str, ast.Call]]] = {}
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                found.setdefault(called, []).append((f"{path}:{node.lineno}", node))
    return found


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Every call of something by this name."""
    return every_call().get(name, [])


def literals(node: ast.AST | None) -> list[str]:
    """The texts an expression may be, as far as they are written out: both sides of an `if`, the parts of an `or`."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return (
        [text for value in node.values for text in literals(value)]
        if isinstance(node, ast.BoolOp)
        else []
    )


def starts(node: ast.AST | None) -> list[str]:
    """How a text that is put together begins."""
    if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
        return [str(node.values[0].value)]
    return []


def argument(node: ast.Call, place: int, name: str) -> ast.AST | None:
    named = next((each.value for each in node.keywords if each.arg == name), None)
    return (
        node.args[place]
        if len(node.args) > place and not isinstance(node.args[place], ast.Starred)
        else named
    )


def used() -> dict[str, str]:
    """Every key written out somewhere, with one place of it."""
    found = {}
    for name, place, keyword in (
        ("Message", 0, "key"),
        ("phrases", 0, ""),
        ("has", 0, ""),
        ("Phrases", 9, ""),
    ):
        for where, node in calls(name):
            found |= dict.fromkeys(literals(argument(node, place, keyword)), where)
    faults = {}
    for name, rule, key in (("Finding", 0, 2), ("Wrong", 0, 1), ("_wrong", 0, 1), ("_found", 0, 9)):
        for where, node in calls(name):
            own = literals(argument(node, key, "key"))
            faults |= dict.fromkeys(own or literals(argument(node, rule, "rule")), where)
    for where, node in calls("append"):  # refused.append((path, "file-suffix"))
        if (
            isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Attribute)
            and node.func.value.attr == "refused"
            and isinstance(node.args[0], ast.Tuple)
        ):
            faults |= dict.fromkeys(literals(node.args[0].elts[1]), where)
    faults |= dict.fromkeys(yaml_words._MESSAGES.values(), "store/yaml/yaml_words.py")
    for where, node in calls("Slip"):
        faults |= dict.fromkeys(literals(argument(node, 2, "key")), where)
    found |= {f"finding-{key}": where for key, where in faults.items()}
    found |= dict.fromkeys(patterns._FAULTS.values(), "query/patterns.py")
    return found | {
        text: path
        for path, tree in SOURCE.items()
        for text in constants(tree)
        if LIKE_A_KEY.fullmatch(text) and text not in NO_KEYS
    }


def families() -> set[str]:
    """How the keys begin that are put together."""
    return {
        start
        for name in ("Message", "phrases", "has")
        for _, node in calls(name)
        for start in starts(argument(node, 0, "key"))
    }


def columns() -> dict[str, str]:
    """The heading key of every column of every report, with one place of it."""
    found = {}
    for where, node in calls("Column"):
        if where.startswith("reports/queries/names.py"):
            continue  # never printed
        heading = argument(node, 3, "heading")
        if heading is None or literals(heading):
            found |= {
                f"col-{key}": where
                for key in literals(heading) or literals(argument(node, 0, "field"))
            }
    for report in REPORTS:
        for by in getattr(import_module(f"crmcli.reports.{report}"), "GROUPINGS", ()):
            found[f"col-{by}"] = f"reports/{report}.py"
    return found


def test_both_languages_have_the_same_keys() -> None:
    assert (set(), set()) == (EN.keys() - KO.keys(), KO.keys() - EN.keys())


def test_both_languages_put_the_same_things_in() -> None:
    wrong = {
        key: (placeholders(EN[key]), placeholders(KO[key]))
        for key in EN
        if placeholders(EN[key]) != placeholders(KO[key])
    }
    assert {} == {key: found for key, found in wrong.items() if not key.startswith("explain-")}


def test_no_particle_touches_a_command_that_may_be_copied() -> None:
    bare = {key: re.sub("`[^`]*`", "``", text) for key, text in KO.items()}
    assert [] == [
        key
        for key, text in bare.items()
        if re.search(r"\b(crm|git)( [a-z]{2,}[a-z-]*| \{0\}| --[a-z-]+)+(\(|[가-힣])", text)
    ]


def test_placeholders_are_numbers_from_0_without_a_gap() -> None:
    texts = {
        (language, key): placeholders(text)
        for language, texts in (("en", EN), ("ko", KO))
        for key, text in texts.items()
    }
    assert {} == {
        key: found for key, found in texts.items() if found - {str(number) for number in range(9)}
    }


@pytest.mark.parametrize("texts", [EN, KO], ids=LANGUAGES)
def test_no_text_is_empty_or_has_a_space_at_its_ends(texts) -> None:
    assert {} == {key: text for key, text in texts.items() if not text or text != text.strip()}


def test_korean_is_korean() -> None:
    same = {
        key
        for key in EN
        if EN[key] == KO[key]
        and any(char.isalpha() for _ in [0] for char in Formatter().vformat(EN[key], [""] * 9, {}))
    }
    # what is typed is the same in every language
    commands = {key for key in same if EN[key].startswith("crm ")}
    assert {"col-bant", "word-bant", "hint-mine-no-email"} >= same - commands


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_lies_in_the_file_of_its_kind_in_order(language) -> None:
    for file in set(FILES.values()):
        keys = [*TEXTS[language, file]]
        assert keys == sorted(keys)
        assert {file} == {FILES.get(key.partition("-")[0]) for key in keys}
        lines = (ROOT / "messages" / language / f"{file}.py").read_text("utf-8").splitlines()
        assert len(keys) == len([line for line in lines if line.startswith("    ")])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_holds_a_kind(language) -> None:
    assert {*FILES.values(), "__init__"} == {
        path.stem for path in (ROOT / "messages" / language).glob("*.py")
    }
    assert set(FILES) == {key.partition("-")[0] for key in EN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_written_twice(language) -> None:
    files = [ast.walk(TREES[f"messages/{language}/{file}.py"]) for file in set(FILES.values())]
    keys = [
        key.value
        for nodes in files
        for node in nodes
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert [] == sorted({key for key in keys if keys.count(key) > 1})


def test_every_key_the_program_names_has_its_text() -> None:
    named = used()
    assert len(named) > 100
    # `list` joins its arguments
    assert {} == {key: where for key, where in named.items() if key not in EN and key != "list"}


# columns that are named at run time: after criteria, what was asked, and what people may be to us;
# keys of records, which tests/store/test_schema_texts.py goes through
MADE = re.compile(
    r"col-((bant|done|dropped)\..*|now-.*)|told-count-.*s|weekday-[0-6]|field-[A-Z].*"
)


def test_every_text_is_said_somewhere() -> None:
    """Written out, or put together of a beginning and words that are written out."""
    written = set().union(*map(constants, SOURCE.values()), IN_TEMPLATES)
    fields = {
        node.target.id
        for tree in SOURCE.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    begun = {
        start for tree in SOURCE.values() for node in ast.walk(tree) for start in starts(node)
    } | {f"{kind}-" for kind in meanings.KINDS}

    def said(key: str) -> bool:
        ends = {key.removeprefix(start) for start in begun if start and key.startswith(start)}
        return key in written or any(
            end in written
            or end.removesuffix("-close") in written
            or {*end.split("-", 1)} <= written | fields
            for end in ends
        )

    assert set() == {
        key
        for key in EN
        if not MADE.fullmatch(key) and not said(key) and not said(key.removeprefix("finding-"))
    }


def test_every_family_of_keys_is_known_here() -> None:
    assert {
        "why-",
        "char-",
        "type-",
        "stance-",
        "severity-",
        "word-",
        "answer-",
        "col-",
        "explain-",
        "title-",
        "why-cadence-",
        "exit-",
        "about-",
        "rules-",
        "told-page-",
        "evidence-",
        "change-field-",
        "change-word-",
        "change-count-",
        "flow-",
        "metric-",
        "mark-",
        "title-cohorts-",
        "means-metric-",
        "gate-",
        "do-",
        "do-custom-",
        "function-",
        "weekday-",
        "query-of-",
        "query-use-",
        "query-figure-",
        "means-query-",
        "query-type-",
        "title-forecast-by-",
        "means-focus-",
        "means-goal-",
        "title-figures-",
        "title-review-",
        "field-",
        "why-focus-",
        "why-left-",
        "told-count-",
        "finding-",
        "related-",
        "common-",
        "error-",
        "hint-",
        "command-",
        "group-",
        "topic-",
        "page-",
        "page-agenda-",
        "page-card-",
        "page-direction-",
        "page-filter-",
        "page-forecast-",
        "page-forecast-by-",
        "page-forecast-means-",
        "page-menu-",
        "page-option-",
        "page-refused-",
        "page-report-",
        "page-section-",
        "page-care-",
        "page-stance-",
        "page-team-",
        "page-theme-",
        "page-type-",
        "page-query-",
        "page-field-",
        "page-group-",
        "page-hint-",
        "page-none-",
        "page-write-",
        "title-import-result-",
        "told-happened-",
        "told-left-",
        "title-import-word-",
        "means-",
        "common-man-exit-",
        "picture-care-",
        "picture-level-",
    } >= families()


FAMILIES = {
    "title-import-result": ("open", *words.RESULTS),
    "title-import-word": IMPORT_WORDS,
    "word": (
        *words.STATUSES,
        *words.STANCES,
        *words.ENTRY_TYPES,
        *words.ENTRY_OUTCOMES,
        *words.EXITS,
        *words.RESULTS,
        *words.CRITERION_STATUSES,
        *coverage.RUNGS,
        *task.KINDS,
        *gaps.PAIN,
        "waived",
        *renewals.STATES,
        *words.SURVEY_KINDS,
        *words.SURVEY_SUBJECTS,
        *balance.SIDES,
        "done",
        "open",
        "at-risk",
        "overdue",
        "missed",
        "referred",
        "not-referred",
        *focus.POINTS,
        *quality_fields.FIELDS,
        "later",
        "no-close",
    ),
    "exit": (*words.EXITS, "field"),
    "picture-care": ("done", "planned", "risk", "missed"),
    "picture-level": words.LEVELS,
    "gate": [need for need in words.EXITS if need not in ("bant", "qualification", "discount_ok")],
    "do": [need for need in words.EXITS if need != "discount_ok"],
    "do-custom": ("account", "deal"),
    "function": words.FUNCTIONS,
    "weekday": range(7),
    "mark": whitespace.STATES,
    "severity": ("error", "warning", "info", "off"),
    "title-cohorts": tuple(cohorts.MONTHS),
    "cell-cadence": ("new", "kept"),
    "type": words.ENTRY_TYPES,
    "stance": words.STANCES,
    "answer": words.CRITERION_STATUSES,
    "why": (
        *words.CASE_KINDS,
        "attempt",
        "final",
        "close",
        "cadence-overdue",
        "cadence-at-risk",
        "revisit",
        "revisit-bare",
    ),
    "title": ("account", "roles", "people", "open-deals", "promises", "last-entries"),
    "told-count": tuple(
        f"{severity}{end}" for severity in ("error", "warning", "info") for end in ("", "s")
    ),
    "about": tuple(registry.RULES),
    "rules": (*groups.GROUPS, groups.DAYS),
    "told-page": ("policy", "bad", "good"),
    "flow": pipeline_change.LINES,
    "metric": trend_metrics.METRICS,
    "means": tuple(CALLED),
    "means-metric": trend_metrics.METRICS,
    "query-of": tuple(NAMES),
    "query-use": (*FUNCTIONS, *FIGURES),
    "query-figure": ("n", "distinct", "sum", "mean", "median", "min", "max", "first", "last"),
    "means-query": ("n", *FIGURES),
    "query-type": get_args(Base),
    "title-forecast-by": choices.METHODS,
    "why-focus": tuple(focus.POINTS),
    "means-focus": tuple(focus.POINTS),
    "means-goal": words.METRICS,
    "title-review": (
        "coverage",
        "won-over",
        "lost-over",
        "slips",
        "new",
        "closed",
        "losses",
        "blind",
        "floor",
        "plans",
        "goals",
    ),
    "field": ("name", "title", "phones", "emails", *headings.ACCOUNTS),
    "finding-syntax": ("colon", "no-colon", "character", "unclosed", "indent", "quote"),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_key_of_a_family_has_its_text(family) -> None:
    assert [] == [key for key in (f"{family}-{each}" for each in FAMILIES[family]) if key not in EN]


def test_every_column_of_every_report_has_a_heading() -> None:
    found = columns()
    assert len(found) > 50
    assert {} == {key: where for key, where in found.items() if key not in EN}


def test_every_definition_belongs_to_a_column_of_a_report() -> None:
    fields = {text for _, node in calls("Column") for text in literals(argument(node, 0, "field"))}
    reports = {
        "coverage",
        "pipeline",
        "losses",
        "winrate",
        "due",
        "bant",
        "qualify",
        "list",
        "show",
        "trend",
        "slips",
        "cadence",
        "renewals",
        "retention",
        "balance",
        "referrals",
        "satisfaction",
        "whitespace",
        "assets",
        "stance",
        "plans",
        "blind",
        "knows",
        "cooling",
        "team",
        "orphans",
        "stages",
        "playbook",
        "objections",
        "attempts",
        "brief",
        "map",
        "forecast",
        "velocity",
        "focus",
        "goals",
        "quality",
        "review",
        "morning",
        "history",
        "diff",
        "blame",
    }
    known = {f"explain-{field}" for field in fields} | {
        f"explain-{report}-{field}" for field in fields for report in reports
    }
    assert set() == {key for key in EN if key.startswith("explain-")} - known


def test_every_rule_can_be_told() -> None:
    assert [] == [rule for rule in registry.RULES if f"finding-{rule}" not in EN]


def test_what_a_rule_finds_is_told_as_its_docstring_tells_it() -> None:
    assert {
        rule: (module.__doc__ or "").split("\n")[0] for rule, module in registry.RULES.items()
    } == {rule: EN[f"about-{rule}"] for rule in registry.RULES}


def format_rules() -> dict[str, str]:
    """Every rule of the format itself, with one place of it: what reading a file or a value may find."""
    found = {}
    for name in ("Finding", "DecodeError", "Forbidden", "found", "_wrong"):
        for where, node in calls(name):
            if where.startswith("store/"):
                found |= dict.fromkeys(literals(argument(node, 0, "rule")), where)
    for where, node in calls("Slip"):
        found |= dict.fromkeys(literals(argument(node, 9, "rule")), where)
    refused = {
        key: load.REFUSALS.get(key, key)
        for key in (
            "file-suffix",
            "file-special",
            "file-link-leaves",
            "file-link-dangling",
            "file-name-bytes",
            "file-unopened",
            "file-not-here",
            "unfinished-change",
        )
    }
    return found | dict.fromkeys(refused.values(), "store/files/scan.py")


def test_every_rule_of_the_format_says_what_it_finds_too() -> None:
    rules = format_rules()
    assert {
        "yaml-syntax",
        "unknown-key",
        "bad-date",
        "bad-file-name",
        "too-large",
        "duplicate-account",
    } <= set(rules)
    assert {} == {rule: where for rule, where in rules.items() if f"about-{rule}" not in EN}
    assert set() == {key.removeprefix("about-") for key in EN if key.startswith("about-")} - set(
        rules
    ) - set(registry.RULES)


def test_a_message_is_given_as_many_arguments_as_its_text_asks_for() -> None:
    wrong = {}
    for where, node in calls("Message"):
        arguments = argument(node, 1, "args")
        if isinstance(arguments, ast.Tuple) and not any(
            isinstance(each, ast.Starred) for each in arguments.elts
        ):
            for key in literals(argument(node, 0, "key")):
                needed = max((int(name) + 1 for name in placeholders(EN.get(key, ""))), default=0)
                if needed > len(arguments.elts):
                    wrong[where] = (key, needed, len(arguments.elts))
        elif arguments is None:
            wrong |= {
                where: (key, placeholders(EN[key]), 0)
                for key in literals(argument(node, 0, "key"))
                if placeholders(EN.get(key, ""))
            }
    assert {} == wrong


def test_braces_that_are_no_placeholders_read_as_one_whether_there_are_arguments_or_not() -> None:
    odd = {}
    for where, node in [*calls("Message"), *calls("phrases")]:
        for key in literals(argument(node, 0, "key")):
            if ("{{" in EN.get(key, "") or "}}" in EN.get(key, "")) and len(node.args) < 2:
                odd[key] = where
    assert {} == odd


# Phrases themselves


def test_a_sentence_has_its_arguments_in_the_readers_language() -> None:
    message = Message("title-account", ({"ko": "대표", "en": "CEO"}, Message("common-today")))
    assert ["CEO (today)", "대표 (오늘)"] == [
        Phrases(language).say(message) for language in LANGUAGES
    ]


def test_a_label_falls_back_to_the_one_without_a_language_then_to_any() -> None:
    korean = Phrases("ko")
    assert ["가", "x", "A", ""] == [
        korean.label(label)
        for label in ({"ko": "가", "en": "A"}, {"": "x", "en": "A"}, {"en": "A"}, {})
    ]


def test_an_unknown_language_is_english() -> None:
    assert "en" == Phrases("fr").language


@pytest.mark.parametrize("key", ["error-nobody-wrote-this", "nokind-at-all", "nothing"])
def test_a_key_without_a_text_is_a_bug(key) -> None:
    with pytest.raises(KeyError):
        Phrases("en")(key, 1)


def test_a_missing_text_reads_the_file_of_its_kind_only(monkeypatch) -> None:
    read = []
    monkeypatch.setattr(
        "crmcli.messages.import_module", lambda name: read.append(name) or import_module(name)
    )
    phrases = Phrases("ko")
    assert not phrases.has("word-nobody-wrote-this") and phrases.has("word-met")
    assert ["crmcli.messages.ko.words"] == read


def test_a_list_is_its_arguments_in_the_readers_language() -> None:
    assert ["CEO, x", "대표, x"] == [
        Phrases(language).say(Message("list", ({"ko": "대표", "en": "CEO"}, "x")))
        for language in LANGUAGES
    ]


def test_braces_and_percents_in_what_a_record_says_are_text() -> None:
    assert "{0} %s {x!r} ({})" == Phrases("en")("title-account", "{0} %s {x!r}", "{}")


def test_every_report_with_columns_is_looked_at_here() -> None:
    assert {
        "coverage",
        "due",
        "pipeline",
        "bant",
        "losses",
        "winrate",
        "accounts",
        "show",
        "roles",
        "gaps",
        "exits",
        "rotten",
    } <= {each.rpartition(".")[2] for each in REPORTS}
    assert issubclass(Column, tuple) and issubclass(Table, tuple)


def test_no_example_in_an_english_text_is_korean() -> None:
    assert {} == {key: text for key, text in EN.items() if re.search("[가-힣ㄱ-ㅎ]", text)}


# what is typed as it stands in every language: code, fields to fill, commands
TYPED = re.compile(r'`[^`]*`|"…"|\w+\([^)]*\)|\{[^}]*\}|(?:crm|git)(?: [a-z.-]+)+')
SENTENCE = re.compile(r'[A-Za-z]+(?: [a-z]+){2,}|"[^"가-힣]*[a-z] [a-z][^"가-힣]*"')


def test_no_example_in_a_korean_text_is_an_english_sentence() -> None:
    assert {} == {key: text for key, text in KO.items() if SENTENCE.search(TYPED.sub(" ", text))}
    assert SENTENCE.search('예: --what "sent offer"') and SENTENCE.search(
        "예: Call about the trial"
    )
    assert not SENTENCE.search(TYPED.sub(" ", '예: crm log acme "방문" --type call, `is not null`'))


def test_the_page_for_those_who_add_a_text_names_every_kind_and_its_file() -> None:
    page = (ROOT.parents[1] / "docs" / "contributing.md").read_text("utf-8")
    rows = [
        line.split("|")[1:3] for line in page.splitlines() if re.match(r"\| `[a-z]+\.py`", line)
    ]
    told = {(file, kind) for row in rows for file, kind in _pairs(*row)}
    assert {(f"{file}.py", f"{kind}-") for kind, file in FILES.items()} == told


def _pairs(files: str, kinds: str) -> list[tuple[str, str]]:
    """`a.py`, `b.py` hold a kind each; one file holds them all."""
    named, begun = re.findall("`([^`]+)`", files), re.findall("`([^`]+)`", kinds)
    return list(zip(named, begun, strict=True)) if len(named) > 1 else [(*named, k) for k in begun]


def test_what_korean_says_in_other_words_is_looked_for_where_it_may_stand() -> None:
    assert {*IN_WORDS} == {*VALUE_AT, *FUNCTION_AT, *AMOUNT_AT, *REASON_AT}


def test_why_the_system_refused_is_korean_in_every_text_that_says_it() -> None:
    """Whatever the source hands over of an OSError stands where it is looked for."""
    call = r"(?:Message|Finding|_refuse)\("
    told = re.compile(
        rf"{call}\s*\"([a-z-]+)\"(?:(?!{call}|except).){{0,160}}?(?:strerror|reason_of)\b",
        re.DOTALL,
    )
    keys = {
        key for path in ROOT.rglob("*.py") for key in told.findall(path.read_text(encoding="utf-8"))
    }
    assert len(keys) > 8
    assert {*REASON_AT} == {"finding-" + key if key == "file-unreadable" else key for key in keys}
    for key, place in REASON_AT.items():
        args = ["x"] * place + [os.strerror(errno.EACCES)]
        assert "권한이 없습니다" in Phrases("ko").say(Message(key, tuple(args)))
        assert os.strerror(errno.EACCES) in Phrases("en").say(Message(key, tuple(args)))
