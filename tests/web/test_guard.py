"""Nothing is let through but questions of this machine's own browser, with the secret."""

import re
from pathlib import Path

import pytest
from docs.runner import ROOT
from web.client import HOST, PORT, SECRET, Browser

import crmcli.web

ROOM = Path(crmcli.web.__file__).parent


@pytest.fixture(scope="module")
def book():
    with Browser(ROOT / "examples" / "northwind") as browser:
        yield browser


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        f"{HOST}.evil.example",
        None,
    ],
)
def test_another_host_is_not_answered(book, host):
    assert book.ask("/", host=host).status == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://" + HOST, f"http://{HOST}.x"]
)
def test_another_origin_is_not_answered(book, origin):
    assert book.ask("/", headers={"origin": origin}).status == 403


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "X"]
)
def test_nothing_but_reading(book, method):
    got = book.ask("/", method=method)
    assert got.status == 405
    assert got.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "cookie", ["", "crm-8000=", "crm-8000=x", "crm-8001=" + SECRET, "x=" + SECRET]
)
def test_without_the_secret_nobody_looks(book, cookie):
    for path in ("/", "/state", "/answer/due.json", "/report/due", "/nothing"):
        got = book.ask(path, headers={"cookie": cookie})
        assert got.status == 403
        assert "Northwind" not in got.text


def test_the_printed_address_gives_the_cookie_and_hides_the_secret(book):
    got = book.ask(f"/coverage?key={SECRET}&segment=A", headers={"cookie": ""})
    assert (got.status, got.headers["location"]) == (303, "/coverage?segment=A")
    cookie = got.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert book.ask("/?key=wrong", headers={"cookie": ""}).status == 403
    assert (
        book.ask(f"//evil.example/?key={SECRET}", headers={"cookie": ""}).headers["location"] == "/"
    )


@pytest.mark.parametrize("question", [f"key={SECRET}", "theme=dark", "goto=2026-07-01"])
@pytest.mark.parametrize("path", ["/account/a%3Fb%25%2Fc%23", "/account/%EA%B0%80"])
def test_who_is_sent_on_comes_to_the_same_path(book, path, question):
    assert book.ask(f"{path}?{question}").headers["location"].partition("?")[0] == path


@pytest.mark.parametrize(
    ("path", "then"),
    [
        ("//evil.example/account", "/"),
        ("http://evil.example/", "/"),
        ("/%5C%5Cevil.example", "/%5C%5Cevil.example"),
    ],
)
def test_nobody_is_sent_elsewhere(book, path, then):
    assert book.ask(f"{path}?key={SECRET}").headers["location"] == then


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/state", "/answer/due.csv", "/static/x/page.css", "/report/due?x=1"]
)
def test_every_answer_has_the_policy(book, path):
    headers = book.ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert path.startswith("/static") or headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../../__init__.py",
        "/static/x/..%2f..%2f__init__.py",
        "/static/x/%2e%2e",
        "/static/x/page.css%00.js",
        "/answer/due.html",
        "/answer/..%2f..%2fcrm.yaml.json",
        "/account/..%2f..%2fetc%2fpasswd",
        "/account/%00",
        "/account/%ff%fe",
        "/crm.yaml",
        "/accounts/x.yaml",
        "/report/os.path",
        "/report/",
        "//evil.example",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_no_path_leads_out(book, path):
    got = book.ask(path)
    assert got.status in (400, 404)
    assert "root:" not in got.text
    assert "import " not in got.text


@pytest.mark.parametrize("said", ["0" * 12 + "9", "9" * 5000, "x", "-1", "²"])
def test_a_size_that_is_none_is_not_taken(book, said):
    assert book.ask("/", headers={"content-length": said}).status == 413


def test_what_is_large_is_not_taken(book):
    assert book.ask("/?segment=" + "a" * 9000).status == 414
    assert book.ask("/?segment=" + "a" * 600).status == 400
    assert book.ask("/", headers={"content-length": "5"}, body=b"hello").status == 413
    assert book.ask("/", headers={"transfer-encoding": "chunked"}).status == 413
    assert book.ask("/", headers={"content-length": "٣"}).status == 413


def test_nothing_is_inline():
    """The policy would not run it, and this is where it would be seen first."""
    for path in [*ROOM.glob("templates/**/*.html")]:
        text = path.read_text("utf-8")
        assert not re.search(
            r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:", text
        ), path
        assert "safe" not in re.findall(r"\|\s*(\w+)", text), path
        assert not re.search(r"(?:src|href)=\"https?:", text), path
    for path in ROOM.glob("static/*"):
        text = path.read_text("utf-8")
        assert "@import" not in text
        assert not re.search(
            r"url\(|https?://(?!www\.w3\.org/2000/svg)|eval\(|innerHTML|document\.write", text
        ), path
