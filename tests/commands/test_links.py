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
