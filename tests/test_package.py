"""What an installed crm carries, and that its messages lead nowhere else."""

import os
import re
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

from crmcli.messages import FILES, LANGUAGES
from crmcli.store.book import new_book
from crmcli.store.files import package_files

from commands.registry import commands

TREE = Path(__file__).parent.parent
BUILD = "import hatchling.build, sys; hatchling.build.build_wheel(sys.argv[1])"
FILE_OF_THE_TREE = re.compile(r"(?<![\w/])(docs|examples|src|tests|benchmarks)/\w|README|\w\.md\b")


def of_the_tree(*patterns):
    return {
        path.relative_to(TREE).as_posix()
        for pattern in patterns
        for path in TREE.glob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-c", BUILD, folder], cwd=TREE, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_a_wheel_carries_the_pages_the_example_books_and_the_mark_of_types(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = of_the_tree("docs/**/*.md", "examples/**/*")
    assert {f"crmcli/{name}" for name in wanted} <= names
    assert "crmcli/py.typed" in names
    assert of_the_tree("src/crmcli/**/*") == {
        f"src/{name}"
        for name in names
        if not name.startswith(("crmcli/docs/", "crmcli/examples/")) and ".dist-info/" not in name
    }


def test_an_installed_crm_finds_what_its_wheel_carries(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from crmcli.store.files.package_files import *; print(folder(DOCS), folder(EXAMPLES))",
        ],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert said == [str(tmp_path / "crmcli" / name) for name in ("docs", "examples")]


def test_from_the_source_tree_they_are_found_beside_it():
    assert package_files.folder(package_files.DOCS) == str(TREE / "docs")
    assert package_files.folder(package_files.EXAMPLES) == str(TREE / "examples")


def test_where_a_packager_left_them_out_none_is_found(tmp_path):
    assert package_files.folder("docs", str(tmp_path), str(tmp_path)) is None


def test_nothing_that_is_said_names_a_file_of_the_source_tree():
    said = {
        f"{language} {key}": text
        for language in LANGUAGES
        for file in set(FILES.values())
        for key, text in import_module(f"crmcli.messages.{language}.{file}").TEXTS.items()
    }
    said |= {f"crm {name} --help": command.help or "" for name, command in commands()}
    said |= {f"a new book, {language}": text for language, text in new_book._HEAD.items()}
    assert len(said) > 3000
    assert [] == [key for key, text in said.items() if FILE_OF_THE_TREE.search(text)]
