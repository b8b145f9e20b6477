"""What is no form of ours is not taken; what a form says is text, in the file and on the page; without --write there is nothing."""

import pytest
from docs.runner import ROOT
from web.client import HOST, SECRET, Browser
from web.writing.writer import ACCOUNT, FILE, NAME, Writer, book, controls, words

from crmcli.store.write.rewriting import account_of
from crmcli.web.writing.forms.registry import FORMS

LOG = {"account": NAME, "type": "call", "what": "Hello"}
PATHS = [
    "/write/log",
    "/write/log/make",
    "/write/log/form",
    "/write/text",
    "/write/text/make",
    "/write/text/judge",
    "/judge",
    "/written/x/undo",
]


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    with Writer(book(tmp_path_factory.mktemp("hostile") / "book")) as writer:
        yield writer


@pytest.fixture(autouse=True)
def nothing_is_written(writer):
    yield
    assert writer.file() == ACCOUNT.encode()


def test_without_write_there_is_no_form_and_no_address():
    with Browser(ROOT / "examples" / "northwind") as reader:
        for name in FORMS:
            assert reader.ask(f"/write/{name}?account=dockside-storage").status == 404
        assert reader.ask("/write/text?account=dockside-storage").status == 404
        assert reader.ask("/written/x").status == 404
        for path in PATHS:
            got = reader.ask(path, method="POST", headers={"origin": f"http://{HOST}"})
            assert (got.status, got.headers["allow"]) == (405, "GET, HEAD")
        for page in ("/", "/account/dockside-storage", "/coverage"):
            assert "/write/" not in reader.ask(page).text


def test_the_pages_lead_to_forms_where_there_are_any(writer):
    assert f"/write/log?account={NAME}" in writer.ask(f"/account/{NAME}").text
    assert "/write/done?" in writer.ask("/").text
    assert "/write/" not in writer.ask("/?at=HEAD").text


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": None}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"content-type": None}, 415),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-type": "application/x-www-form-urlencoded; charset=utf-7"}, 415),
        ({"cookie": ""}, 403),
        ({"cookie": "crm-8000=wrong"}, 403),
        ({"content-length": str(1 << 30)}, 413),
        ({"content-length": "-1"}, 413),
        ({"transfer-encoding": "chunked"}, 413),
    ],
)
def test_only_a_form_of_these_pages_is_taken(writer, path, headers, status):
    assert writer.post(path, LOG, headers=headers).status == status


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["", "x", SECRET, [], "é", ["{0}", "{0}"]])
def test_the_token_is_that_of_this_run_and_once(writer, path, token):
    given = [each.format(writer.token) for each in token] if isinstance(token, list) else token
    assert writer.post(path, {**LOG, "token": given}).status == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_is_written_but_by_post(writer, path, method):
    query = f"?token={writer.token}&account={NAME}&type=call&what=x"
    got = writer.ask(path + query, method=method)
    assert got.status in (404, 405) or (method == "GET" and path in ("/write/log", "/write/text"))


@pytest.mark.parametrize("method", ["POST"])
@pytest.mark.parametrize(
    "path", ["/", "/state", "/account/globex", "/write/nothing", "/static/x/page.css"]
)
def test_what_takes_no_form_says_so(writer, path, method):
    assert writer.post(path, LOG).status in (404, 405)


def test_bodies_that_are_no_forms(writer):
    usual = {"origin": f"http://{HOST}", "content-type": "application/x-www-form-urlencoded"}
    for body in (b"\xff\xfe", b"token=%ff%fe", b"a=1&" * 2000, b"&&&&", b"="):
        sent = {**usual, "content-length": str(len(body))}
        assert writer.ask("/write/log", method="POST", body=body, headers=sent).status in (400, 403)
    assert writer.post("/write/log", {**LOG, "note": "x" * 400_000}).status == 413


@pytest.mark.parametrize(
    "account",
    [
        "../crm",
        "../../etc/passwd",
        "accounts/globex",
        "/etc/passwd",
        "globex/../globex",
        "globex\0",
        "globex.yaml",
        "",
        "..",
        "%2e%2e%2fcrm",
        "a" * 5000,
        "-C",
    ],
)
def test_an_account_is_one_of_the_book(writer, account):
    for path in ("/write/log", "/write/log/make", "/write/text", "/judge"):
        got = writer.post(path, {**LOG, "account": account, "text": "name: X\n", "base": "{}"})
        assert got.status in (400, 404, 422), path
        assert "root:" not in got.text


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE accounts; --",
    "a: b # c\n- d: {e: [f",
    "{{ 7*7 }}{% raw %}",
    "\u202egnp.exe \u2066x\u2069",
    "javascript:alert(1)",
    "=cmd|'/C calc'!A0",
    "*anchor &alias !!python/object:os.system",
    "null",
    "2026-08-01",
    "0x1F",
    "yes",
    "가나다 ﷽ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏳️‍🌈",
]


@pytest.mark.parametrize("said", PAYLOADS)
def test_what_is_typed_is_text_on_the_page_and_in_the_file(tmp_path, said):
    with Writer(book(tmp_path / "book")) as own:
        seen = own.filled("log", type="call", what=said)
        assert seen.status == 200, words(seen)
        assert "<script>alert" not in seen.text
        assert "<img src=x" not in seen.text
        # the controls hold every character of it
        assert controls(seen.text)["what"] == [said]
        own.make(seen)
        assert account_of(str(FILE), own.file()).log[-1].what == said.strip()


@pytest.mark.parametrize(
    "said", ["a\0b", "\x1b[31mred", "\x07", "tab\there", "\ud7ff\x85x", "a\x0bb"]
)
def test_characters_that_no_file_may_hold(tmp_path, said):
    with Writer(book(tmp_path / "book")) as own:
        seen = own.filled("log", type="call", what=said)
        assert seen.status in (200, 422)
        if seen.status == 200:
            own.make(seen)
            assert len(account_of(str(FILE), own.file()).log) == 2


def test_a_base_is_only_compared(writer):
    seen = writer.filled("log", type="call", what="x")
    fields = {**controls(seen.text)}
    for base in ("", "[]", "7", '{"accounts/globex.yaml": 7}', "{" * 5000, '{"../x": "y"}'):
        got = writer.post("/write/log/make", {**fields, "base": base, "once": base[:5]})
        assert got.status in (400, 409, 422), base
