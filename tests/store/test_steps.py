"""One step of a change of several files, forward and back, whatever stands in the file's place meanwhile."""

from pathlib import Path

import pytest

from crmcli.store.files.plan import Step, digest
from crmcli.store.files.unfinished import Damaged, put, take_back

PATH = "accounts/a.yaml"
WAS, NOW, OTHER = b"name: A\n", b"name: B\n", b"name: C\n"
# what the file said and is to say; what stands there; is it done (None: it cannot be), and what stands there then
FORWARD = [
    (WAS, NOW, WAS, True, NOW),
    (WAS, NOW, NOW, True, NOW),
    (WAS, NOW, OTHER, False, OTHER),
    (WAS, NOW, None, False, None),
    (None, NOW, None, True, NOW),
    (None, NOW, NOW, True, NOW),
    (None, NOW, OTHER, False, OTHER),
    (WAS, None, WAS, True, None),
    (WAS, None, None, True, None),
    (WAS, None, OTHER, False, OTHER),
    (WAS, WAS, WAS, True, WAS),
    (WAS, WAS, OTHER, False, OTHER),
]


def book(root: Path, step: Step, there: bytes | None, new: bytes | None, old: bytes | None) -> None:
    for path, data in ((step.path, there), (step.new, new), (step.old, old)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            (root / path).write_bytes(data)


def step_of(was: bytes | None, now: bytes | None) -> Step:
    return Step(1, PATH, *(None if each is None else digest(each) for each in (was, now)))


def text(root: Path) -> bytes | None:
    return (root / PATH).read_bytes() if (root / PATH).exists() else None


@pytest.mark.parametrize(("was", "now", "there", "done", "then"), FORWARD)
def test_a_step_is_made_found_made_or_left_to_who_came_meanwhile(
    tmp_path: Path, was, now, there, done, then
) -> None:
    step = step_of(was, now)
    book(tmp_path, step, there, now, was)
    assert (done, then) == (put(str(tmp_path), step), text(tmp_path))


@pytest.mark.parametrize(("was", "now", "there", "done", "then"), FORWARD)
def test_a_step_is_taken_back_found_so_or_left_to_who_came_meanwhile(
    tmp_path: Path, was, now, there, done, then
) -> None:
    step = step_of(now, was)  # the same turned round
    book(tmp_path, step, there, was, now)
    assert (done, then) == (take_back(str(tmp_path), step), text(tmp_path))


@pytest.mark.parametrize("kept", [None, OTHER])
def test_contents_that_are_not_what_was_laid_are_put_nowhere(tmp_path: Path, kept) -> None:
    step = step_of(WAS, NOW)
    for there, act in ((WAS, put), (NOW, take_back)):
        for path in (step.new, step.old):
            (tmp_path / path).unlink(missing_ok=True)
        book(tmp_path, step, there, kept, kept)
        with pytest.raises(Damaged):
            act(str(tmp_path), step)
        assert there == text(tmp_path)


@pytest.mark.parametrize("act", [put, take_back])
@pytest.mark.parametrize("kind", ["link", "folder"])
def test_a_link_and_a_folder_in_the_files_place_are_no_file(tmp_path: Path, act, kind) -> None:
    step = step_of(WAS, NOW)
    book(tmp_path, step, None, NOW, WAS)
    other = tmp_path / "else.yaml"
    other.write_bytes(WAS)
    if kind == "link":
        (tmp_path / PATH).symlink_to(other)
    else:
        (tmp_path / PATH).mkdir()
    with pytest.raises(Damaged):
        act(str(tmp_path), step)
    assert WAS == other.read_bytes()
