"""A name that leads to its file, on terminals that show it; nowhere else."""

import re

import pytest

from crmcli.store.files.paging import _without_links

LINK = re.compile(rb"\x1b]8;;(file://[^\x1b ]*)\x1b\\")


@pytest.fixture
def book(crm):
    crm.write({"acme": "name: Acme\n", "지점/한빛": "name: 한빛\n"})
    return crm


def asked(book, **env):
    return book("list", "--as-of", "2026-08-01", env={"FORCE_COLOR": "1", **env})


def test_an_account_leads_to_its_file(book):
    found = [each.decode() for each in LINK.findall(asked(book, FORCE_HYPERLINK="1").out)]
    assert len(found) == 4  # by its id and by its name
    assert found[0].endswith("/book/accounts/acme.yaml")
    assert found[-1].endswith("/accounts/%EC%A7%80%EC%A0%90/%ED%95%9C%EB%B9%9B.yaml")


def test_without_the_links_it_is_the_same_text(book):
    plain = asked(book).out
    assert b"\x1b]8" not in plain and b"\x1b[" in plain
    assert plain == _without_links(asked(book, FORCE_HYPERLINK="1").out)


@pytest.mark.parametrize(
    "env",
    [
        {"FORCE_HYPERLINK": "0"},
        {"FORCE_HYPERLINK": "1", "NO_COLOR": "1"},
        {"TERM_PROGRAM": "WezTerm"},  # in a pipe
    ],
    ids=lambda env: " ".join(env),
)
def test_none_are_shown_elsewhere(book, env):
    assert b"\x1b]8" not in asked(book, **env).out


@pytest.mark.parametrize("form", ["spoken", "plain", "json", "csv", "markdown", "html", "svg"])
def test_no_other_form_has_any(book, form):
    ran = book(
        "list",
        "-o",
        form,
        "--as-of",
        "2026-08-01",
        env={"FORCE_COLOR": "1", "FORCE_HYPERLINK": "1"},
    )
    assert b"]8;;" not in ran.out


LINKS = {"FORCE_COLOR": "1", "FORCE_HYPERLINK": "1", "TERM_PROGRAM": None, "SSH_CONNECTION": None}
PLACE = re.compile(
    r"\x1b]8;;([^\x1b ]*)\x1b\\\x1b\[1m([^\x1b]*)\x1b\[0m\x1b]8;;\x1b\\\x1b]8;;[^\x1b ]*\x1b\\(:[0-9]+:[0-9]+)\x1b]8;;\x1b\\: "
)


def places(crm, **env):
    told = crm("lint", "--as-of", "2026-08-01", env=LINKS | env).text
    return [found.groups() for found in PLACE.finditer(told)]


@pytest.mark.parametrize(
    ("env", "address"),
    [
        ({}, r"file://[^/]*/.*/book/accounts/acme\.yaml"),
        ({"TERM": "xterm-kitty"}, r"file://[^/]*/.*/book/accounts/acme\.yaml#2"),
        ({"TERM_PROGRAM": "vscode"}, r"vscode://file/.*/book/accounts/acme\.yaml:2:8"),
        ({"TERM_PROGRAM": "vscode", "SSH_CONNECTION": "1"}, r"file://[^/]*/.*/acme\.yaml"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, dict) else "",
)
def test_a_place_of_lint_leads_to_its_line_where_the_terminal_has_a_word_for_it(crm, env, address):
    crm.write({"acme": "name: Acme\nowner: nobody\n"}, "team: {ada: {name: Ada}}\n")
    for _ in range(2):  # what was told before is told for this terminal
        ((led, file, place),) = places(crm, **env)
        assert (file, place) == ("accounts/acme.yaml", ":2:8")
        assert re.fullmatch(address, led), led
    assert b"]8;;" not in crm("lint", env={"FORCE_HYPERLINK": "1"}).out  # in a pipe


def test_no_name_of_a_file_breaks_out_of_its_link(crm):
    evil = "a\x1b]8;;http:evil\x1b\\\x07 b"
    crm.write({evil: "name: [\n"}, "")
    told = crm("lint", env=LINKS).out
    assert b"accounts/a" in told
    addresses = re.findall(rb"\x1b]8;;([^\x1b]*)\x1b\\", told)
    assert [b""] == sorted({each for each in addresses if not each.startswith(b"file://")})
    assert [] == [each for each in addresses if re.search(rb"[\x00-\x20\x7f]", each)]
    assert b"\x07" not in told
    assert told.count(b"\x1b]8;;") == len(addresses)
    listed = crm("list", env=LINKS).out
    assert b"\x07" not in listed and b"http:evil\x1b" not in listed
