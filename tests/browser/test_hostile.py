"""A book full of payloads: nothing of it runs, nothing leaves the page, nothing breaks out of where it stands."""

import subprocess

import pytest

from browser.conftest import serve
from crmcli.web.views.registry import PAGES

# each would set a mark, ask another host, or break the page, if any place took it for more than text
PAYLOADS = [
    "<script>window.owned=1</script>",
    "<img src=x onerror=window.owned=1>",
    '"><svg onload=window.owned=1>',
    "' autofocus onfocus=window.owned=1 x='",
    "</title></textarea></script></style><iframe srcdoc='<script>parent.owned=1</script>'>",
    "<link rel=stylesheet href=//outside.example/x.css>",
    "{{7*7}}{% for x in y %}",
    "javascript:window.owned=1",
    "<style>*{display:none}</style>",
    "--><!--<base href=//outside.example>",
    "&lt;b&gt; &#60;script&#62;",
    "expression(window.owned=1);background:url(//outside.example)",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "한빛<b onmouseover=window.owned=1>전자</b>",
]
NAME = "accounts/{}.yaml"


def account(number: int, text: str) -> str:
    said = "'" + text.replace("'", "''") + "'"
    return f"""\
name: {said}
aliases: [{said}]
status: customer
owner: ada
website: {said}
address: {said}
tags: [{said}]
roles: {{cfo: p1}}
contacts:
  p1: {{name: {said}, title: {said}, emails: ["x@y.example"], stance: {{2026-01-10: negative}}, note: {said}}}
plans: {{see: {{for: p1, owner: ada, how: {said}, due: 2026-07-20}}}}
deals:
  d{number}: {{name: {said}, owner: ada, amount: 1000, stages: {{2026-03-01: contacting}}, next: {{date: 2026-07-01, what: {said}}}, note: {said}}}
  e{number}: {{name: {said}, owner: ada, amount: 900, stages: {{2026-01-01: closing}}, outcome: {{result: lost, date: 2026-04-01, reason: odd, competitor: {said}}}}}
cases: {{night: {{opened: 2026-05-02, kind: complaint, what: {said}}}}}
log:
  - {{date: 2026-06-20, type: call, by: ada, with: p1, outcome: reached, what: {said}, note: {said}}}
note: {said}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, cache):
    book = tmp_path_factory.mktemp("hostile") / "book"
    (book / "accounts").mkdir(parents=True)
    first = "'" + PAYLOADS[0] + "'"
    (book / "crm.yaml").write_text(
        f"name: {first}\nlanguage: en\ntimezone: UTC\ncurrency: USD\n"
        f"team: {{ada: {{name: {first}}}}}\n"
        f"role_sets: {{it: {{cfo: {{label: {first}}}, cio: {{label: {first}}}}}}}\n"
        "default_role_set: it\n"
        f"reasons: {{odd: {{label: {first}}}}}\n"
        f"queries: {{bad: {{label: {first}, where: 'status = customer'}}}}\n"
    )
    for number, text in enumerate(PAYLOADS):
        (book / NAME.format(f"a{number}")).write_text(account(number, text))
    (book / NAME.format("broken<img src=x onerror=owned()>")).write_text("name: [\n")
    (book / NAME.format("odd")).write_text(
        "name: Odd\nstatus: '<img src=x onerror=window.owned=1>'\n"
    )
    git = ["git", "-C", str(book), "-c", f"user.name={PAYLOADS[1]}", "-c", "user.email=a@b.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", PAYLOADS[0]], check=True)
    yield from serve(book, "--as-of", "2026-08-01", "--lang", "en")


def addresses() -> list[str]:
    found = []
    for page in PAGES:
        if page.name == "account":
            found += [f"account/a{number}" for number in range(len(PAYLOADS))]
        elif page.name == "report":
            found += ["report/show?account=a1", "report/due", "report/gaps", "report/losses"]
        elif not page.of_one:
            found.append(page.path)
    return found


@pytest.mark.parametrize("path", addresses())
def test_nothing_of_it_runs(hostile, window, path):
    seen = window(hostile)
    outside = []
    seen.page.on(
        "request",
        lambda asked: outside.append(asked.url) if hostile.address[:20] not in asked.url else None,
    )
    answer = seen.page.goto(hostile.at(path))
    assert answer.status == 200
    assert seen.page.evaluate("window.owned") is None
    assert outside == []
    assert seen.wrong == []
    assert (
        seen.page.locator(
            "main script, main iframe, main img, main style, main base, main link"
        ).count()
        == 0
    )
    assert seen.page.locator("[onerror], [onload], [onfocus], [onmouseover], [style]").count() == 0
    links = seen.page.locator("a[href]").evaluate_all(
        "all => all.map(each => each.getAttribute('href'))"
    )
    assert [
        each for each in links if each.strip().lower().startswith(("javascript:", "data:", "//"))
    ] == []
    assert seen.page.locator("main h1").is_visible()
    assert "49" not in seen.page.title()
