"""`crm init`: a book that is right from the first command on, and an example that is as old as one says."""

import re

AS_OF = ("--as-of", "2026-08-01")


def texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("accounts/*.yaml")}


def made(crm, tmp_path, name, *words):
    ran = crm("init", str(tmp_path / name), "--example", *words, cwd=tmp_path)
    assert 0 == ran.status, ran.told
    return texts(tmp_path / name)


def test_the_examples_days_are_told_from_the_day_that_is_named(crm, tmp_path):
    first, later = made(crm, tmp_path, "a", *AS_OF), made(crm, tmp_path, "b", "--as-of", "2026-08-02")
    assert first == made(crm, tmp_path, "c", *AS_OF)
    assert "next: {date: 2026-07-30" in first["kestrel.yaml"]
    assert "next: {date: 2026-07-31" in later["kestrel.yaml"]


def test_without_a_day_the_example_is_told_from_today(crm, tmp_path):
    assert made(crm, tmp_path, "a") == made(crm, tmp_path, "b", "--as-of", "today")
    assert not re.search(r"<[+-]\d", "".join(made(crm, tmp_path, "c").values()))


def test_a_new_example_has_no_errors_and_something_to_do_on_its_day(crm, tmp_path):
    for language in ("en", "ko"):
        made(crm, tmp_path, language, *AS_OF, "--lang", language)
        book = tmp_path / language
        assert 0 == crm("lint", *AS_OF, cwd=book).status
        assert crm("due", *AS_OF, "--json", cwd=book).json["totals"]["due"] > 3


def test_what_is_no_day_is_refused_and_nothing_is_written(crm, tmp_path):
    ran = crm("init", str(tmp_path / "a"), "--example", "--as-of", "2026-13-01", "--lang", "en", cwd=tmp_path)
    assert (2, b"", "crm: `2026-13-01` is not a day") == (ran.status, ran.out, ran.told.splitlines()[0])
    assert not (tmp_path / "a").exists()
