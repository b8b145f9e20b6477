"""The recipes for pre-commit, GitHub and GitLab say what `crm lint` understands. Nothing here runs a service: they are read as YAML."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FORMATS = {"text", "json", "github", "sarif", "gitlab"}
LEVELS = {"error", "warning", "info"}
OPTIONS = {
    "--as-of",
    "--changed",
    "--diff",
    "--explain",
    "--fail-on",
    "--fix",
    "--format",
    "--ignore",
    "--select",
    "--statistics",
    "--timeless",
    "--unsafe",
}


def load(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def recipes() -> dict[str, list[Any]]:
    """The YAML blocks of the page, by the file name in their first line."""
    found: dict[str, list[Any]] = {}
    for name, block in re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
        found.setdefault(name, []).append(load(block))
    return found


HOOKS = {
    hook["id"]: hook for hook in load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
RECIPES = recipes()
WORKFLOWS = [
    recipe
    for name, found in RECIPES.items()
    if name.startswith(".github/workflows/")
    for recipe in found
]
GITLAB = RECIPES[".gitlab-ci.yml"][0]["crm-lint"]


def steps(workflow: Any) -> list[Any]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def hooks_used() -> list[Any]:
    return [
        hook
        for config in RECIPES[".pre-commit-config.yaml"]
        for repo in config["repos"]
        for hook in repo["hooks"]
    ]


def commands() -> Iterator[list[str]]:
    """Every `crm lint` of the recipes as words, those of the hooks with the arguments that a configuration adds."""
    scripts = [
        step["run"] for workflow in WORKFLOWS for step in steps(workflow) if "run" in step
    ] + GITLAB["script"]
    yield from (
        shlex.split(line.partition(">")[0])
        for script in scripts
        for line in script.splitlines()
        if line.startswith("crm ")
    )
    yield from (
        shlex.split(HOOKS[hook["id"]]["entry"]) + hook.get("args", []) for hook in hooks_used()
    )


def test_recipes_install_this_package_from_its_repository() -> None:
    scripts = [
        step["run"] for workflow in WORKFLOWS for step in steps(workflow) if "run" in step
    ] + GITLAB["script"]
    installs = [shlex.split(line) for line in scripts if line.startswith("pip ")]
    name = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]
    assert installs == [["pip", "install", f"{name} @ git+REPOSITORY@REVISION"]] * 4
    wanted = Requirement(
        installs[0][2]
        .replace("REPOSITORY", "https://git.example/crm.git")
        .replace("REVISION", "v1")
    )
    assert (name, "git+https://git.example/crm.git@v1") == (wanted.name, wanted.url)


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
        assert workflow["permissions"] == {"contents": "read"} | (
            {"security-events": "write"} if uploads else {}
        )


def test_workflows_put_nothing_of_a_pull_request_into_a_script() -> None:
    assert not [
        step["run"]
        for workflow in WORKFLOWS
        for step in steps(workflow)
        if "${{" in step.get("run", "")
    ]


def test_checking_changed_files_fetches_the_history() -> None:
    changed = [
        workflow
        for workflow in WORKFLOWS
        if any("--changed" in step.get("run", "") for step in steps(workflow))
    ]
    assert [
        step["with"]["fetch-depth"]
        for workflow in changed
        for step in steps(workflow)
        if "checkout" in step.get("uses", "")
    ] == [0]


def test_the_sarif_file_that_is_written_is_uploaded_even_after_findings() -> None:
    upload = next(
        step
        for workflow in WORKFLOWS
        for step in steps(workflow)
        if "upload-sarif" in step.get("uses", "")
    )
    written = next(
        step["run"]
        for workflow in WORKFLOWS
        for step in steps(workflow)
        if "--format sarif" in step.get("run", "")
    )
    assert written.endswith(f"> {upload['with']['sarif_file']}")
    assert upload["if"] == "${{ !cancelled() }}"


def test_the_gitlab_report_that_is_written_is_the_one_that_is_declared() -> None:
    assert GITLAB["script"][-1].endswith(f"> {GITLAB['artifacts']['reports']['codequality']}")
    assert "--format gitlab" in GITLAB["script"][-1]


# The steps are run, over a repository with a book


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose last commit changed one file of a book full of days that pass."""
    root = tmp_path_factory.mktemp("recipes") / "book"
    shutil.copytree(ROOT / "examples" / "northwind", root)
    shutil.copytree(root, root / "sales" / "book")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "The book")
    touched = root / "accounts" / "prairie-print.yaml"
    touched.write_text(touched.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(root, "commit", "-qam", "A line")
    return root


def git(root: Path, *words: str) -> str:
    who = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.autocrlf=false",
    ]
    return subprocess.run(
        ["git", *who, *words],
        cwd=root,
        env=surroundings(root),
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()


def surroundings(root: Path) -> dict[str, str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)))
    return {
        "PATH": path,
        "HOME": str(root.parent),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "CRM_CACHE_DIR": str(root.parent / "cache"),
    }


def run(root: Path, script: str, day: str, base: str = "HEAD~1") -> tuple[int, str]:
    """A script of a recipe on that day, as its service runs it: bash, ended by the first command that fails."""
    lines = [
        line.replace("crm lint", f"crm lint --as-of {day}")
        for line in script.splitlines()
        if not line.startswith("pip ")
    ]
    env = {**surroundings(root), "BASE": git(root, "rev-parse", base)}
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
        cwd=root,
        env=env,
        capture_output=True,
        check=False,
        text=True,
    )
    return ran.returncode, ran.stdout + ran.stderr


def scripts_of_services() -> list[str]:
    return [
        "\n".join(step["run"] for step in steps(workflow) if "run" in step)
        for workflow in WORKFLOWS
    ] + ["\n".join(GITLAB["script"])]


@pytest.mark.parametrize("script", scripts_of_services())
def test_the_steps_pass_on_a_book_without_mistakes_however_many_days_go_by(
    repository: Path, script: str
) -> None:
    for day in ("2026-08-01", "2036-08-01"):
        assert (0, day) == (run(repository, script, day)[0], day)


@pytest.mark.parametrize("script", scripts_of_services())
def test_the_steps_fail_on_a_mistake_and_leave_the_report_that_is_uploaded(
    repository: Path, script: str, tmp_path: Path
) -> None:
    root = tmp_path / "book"
    shutil.copytree(repository, root)
    (root / "accounts" / "prairie-print.yaml").write_text("nmae: Prairie Print\n", encoding="utf-8")
    git(root, "commit", "-qam", "A slip")
    assert 1 == run(root, script, "2026-08-01")[0]
    written = re.search(r"> (\S+)$", script)
    if written:
        assert "prairie-print.yaml" in (root / written[1]).read_text(encoding="utf-8")
        assert json.loads((root / written[1]).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "hook", hooks_used(), ids=lambda hook: f"{hook['id']} {' '.join(hook.get('args', []))}"
)
def test_the_hooks_pass_on_a_book_without_mistakes_however_many_days_go_by(
    repository: Path, hook: Any
) -> None:
    own = HOOKS[hook["id"]]
    files = (
        [
            name
            for name in git(repository, "ls-files").splitlines()
            if re.search(own.get("files", ""), name)
        ]
        if own["pass_filenames"]
        else []
    )
    words = shlex.join([*shlex.split(own["entry"]), *hook.get("args", []), *files])
    for day in ("2026-08-01", "2036-08-01"):
        assert (0, day) == (run(repository, words, day)[0], day)


def test_without_the_word_the_same_book_goes_red_with_time(repository: Path) -> None:
    assert [0, 1] == [
        run(repository, f"crm lint --fail-on warning{more}", "2026-08-01")[0]
        for more in (" --timeless", "")
    ]
