"""docs/architecture.md: its picture is what the imports say, and every function it names is there."""

import importlib
import os
import re
from pathlib import Path

import pytest
from docs import house

PAGE = house.ROOT / "docs" / "architecture.md"
TEXT = PAGE.read_text("utf-8")
ROOMS = {path.name for path in house.SOURCE.iterdir()}
NAMED = sorted(
    {
        name
        for name in re.findall(r"`([a-z_]+(?:\.[A-Za-z_]+)+)`", TEXT)
        if not name.endswith((".py", ".md", ".yaml"))
    }
)
PATHS = sorted({name for name in re.findall(r"`([a-z_/]+/(?:[a-z_]+\.py)?)`", TEXT)})


def test_the_picture_is_drawn_from_the_imports():
    drawn = house.draw()
    if os.environ.get("UPDATE"):
        house.PICTURE.write_text(drawn, encoding="utf-8")
    assert house.PICTURE.read_text("utf-8") == drawn


def test_every_room_stands_in_the_picture_with_what_it_is_for():
    drawn = house.draw()
    rooms = [name for row in house.layers("crmcli") for name in row if not name.endswith("cli")]
    assert {f"{name}/" for name in rooms if name != "__main__"} == {
        name for name in re.findall(r"class=\"name\"[^>]*>([^<]+)<", drawn)
    }
    assert all(house.what(name) for name in rooms if name != "__main__")


def test_an_arrow_that_a_longer_way_says_already_is_left_out():
    assert [("a", "b"), ("b", "c")] == house.shortest({("a", "b"), ("b", "c"), ("a", "c")})


@pytest.mark.parametrize("name", NAMED)
def test_every_function_on_the_way_is_there(name):
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(["crmcli", *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return
    raise AssertionError(name)


@pytest.mark.parametrize("path", [name for name in PATHS if name.split("/")[0] in ROOMS])
def test_every_room_and_file_of_the_page_is_there(path):
    assert (house.SOURCE / path).exists()


def test_the_page_fits_its_purpose():
    assert len(NAMED) > 25 and len(PATHS) > 15
    assert Path(house.PICTURE).stat().st_size < 20_000
