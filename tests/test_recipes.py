"""The recipes for pre-commit, GitHub and GitLab say what `crm lint` understands. Nothing here runs a service: they are read as YAML."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FORMATS = {"text", "json", "github", "sarif", "gitlab"}
LEVELS = {"error", "warning", "info"}
OPTIONS = {"--changed", "--fail-on", "--format", "--explain", "--as-of"}


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def recipes() -> dict[str, list[Any]]:
    """The YAML blocks of the page, by the file name in their first line."""
    found: dict[str, list[Any]] = {}
    for name, block in re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        found.setdefault(name, []).append(load(block))
    return found


HOOKS = {hook["id"]: hook for hook in load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
RECIPES = recipes()
WORKFLOWS = [recipe for name, found in RECIPES.items() if name.startswith(".github/workflows/") for recipe in found]
GITLAB = RECIPES[".gitlab-ci.yml"][0]["crm-lint"]


def steps(workflow: Any) -> list[Any]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def hooks_used() -> list[Any]:
    return [hook for config in RECIPES[".pre-commit-config.yaml"] for repo in config["repos"] for hook in repo["hooks"]]


def commands() -> Iterator[list[str]]:
    """Every `crm lint` of the recipes as words, those of the hooks with the arguments that a configuration adds."""
    scripts = [step["run"] for workflow in WORKFLOWS for step in steps(workflow) if "run" in step] + GITLAB["script"]
    yield from (shlex.split(line.partition(">")[0]) for script in scripts for line in script.splitlines() if line.startswith("crm "))
    yield from (shlex.split(HOOKS[hook["id"]]["entry"]) + hook.get("args", []) for hook in hooks_used())


def test_every_yaml_block_of_the_page_is_a_recipe_with_a_file_name() -> None:
    assert PAGE.count("```yaml") == sum(map(len, RECIPES.values()))
    assert set(RECIPES) == {
        ".pre-commit-config.yaml",
        ".github/workflows/crm.yaml",
        ".github/workflows/crm-changed.yaml",
        ".github/workflows/crm-sarif.yaml",
        ".gitlab-ci.yml",
    }


def test_hooks_run_crm_lint_from_the_package() -> None:
    assert set(HOOKS) == {"crm-lint", "crm-lint-book"}
    assert {hook["entry"] for hook in HOOKS.values()} == {"crm lint"}
    assert {hook["language"] for hook in HOOKS.values()} == {"python"}
    assert all(hook["require_serial"] is True and hook["name"] for hook in HOOKS.values())


def test_one_hook_gets_the_files_of_the_commit_and_the_other_reads_the_book() -> None:
    assert HOOKS["crm-lint"]["pass_filenames"] is True
    assert HOOKS["crm-lint-book"]["pass_filenames"] is False
    assert HOOKS["crm-lint-book"]["always_run"] is True


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("crm.yaml", True),
        ("sales/book/crm.yaml", True),
        ("accounts/acme.yaml", True),
        ("accounts/public/한빛전자.yaml", True),
        ("sales/accounts/a b.yaml", True),
        ("accounts.yaml", False),
        ("my-crm.yaml", False),
        ("crm.yaml.orig", False),
        ("crmXyaml", False),
        ("accounts/notes.md", False),
        ("old-accounts/acme.yaml", False),
    ],
)
def test_the_file_hook_is_for_policies_and_accounts(file: str, checked: bool) -> None:  # noqa: FBT001
    assert bool(re.search(HOOKS["crm-lint"]["files"], file)) is checked


def test_configurations_use_hooks_that_exist() -> None:
    assert {hook["id"] for hook in hooks_used()} == set(HOOKS)


def test_recipes_use_only_options_that_crm_lint_has() -> None:
    used = list(commands())
    assert len(used) == 7
    for words in used:
        assert words[:2] == ["crm", "lint"]
        assert {word for word in words if word.startswith("-")} <= OPTIONS
        for option, values in (("--format", FORMATS), ("--fail-on", LEVELS)):
            assert all(words[at + 1] in values for at, word in enumerate(words) if word == option)


def test_the_page_names_each_option_format_and_level_and_no_others() -> None:
    table = dict(re.findall(r"^\| `(--[a-z-]+)[^`]*` \| (.+) \|$", PAGE, re.MULTILINE))
    assert set(table) == OPTIONS
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) == OPTIONS
    assert set(re.findall(r"`([a-z]+)`", table["--format"])) == FORMATS
    assert set(re.findall(r"`([a-z]+)`", table["--fail-on"])) == LEVELS


def test_the_page_explains_the_exit_statuses() -> None:
    assert re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE) == ["0", "1", "2"]


def test_workflows_ask_for_no_more_than_they_need() -> None:
    for workflow in WORKFLOWS:
        uploads = any("upload-sarif" in step.get("uses", "") for step in steps(workflow))
        assert workflow["permissions"] == {"contents": "read"} | ({"security-events": "write"} if uploads else {})


def test_workflows_put_nothing_of_a_pull_request_into_a_script() -> None:
    assert not [step["run"] for workflow in WORKFLOWS for step in steps(workflow) if "${{" in step.get("run", "")]


def test_checking_changed_files_fetches_the_history() -> None:
    changed = [workflow for workflow in WORKFLOWS if any("--changed" in step.get("run", "") for step in steps(workflow))]
    assert [step["with"]["fetch-depth"] for workflow in changed for step in steps(workflow) if "checkout" in step.get("uses", "")] == [0]


def test_the_sarif_file_that_is_written_is_uploaded_even_after_findings() -> None:
    upload = next(step for workflow in WORKFLOWS for step in steps(workflow) if "upload-sarif" in step.get("uses", ""))
    written = next(step["run"] for workflow in WORKFLOWS for step in steps(workflow) if "--format sarif" in step.get("run", ""))
    assert written.endswith(f"> {upload['with']['sarif_file']}")
    assert upload["if"] == "${{ !cancelled() }}"


def test_the_gitlab_report_that_is_written_is_the_one_that_is_declared() -> None:
    assert GITLAB["script"][-1].endswith(f"> {GITLAB['artifacts']['reports']['codequality']}")
    assert "--format gitlab" in GITLAB["script"][-1]
