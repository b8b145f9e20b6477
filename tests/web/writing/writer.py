"""Somebody who writes in a browser: opens forms, fills them in, looks at the preview, writes, takes back."""

import html
import re
import subprocess
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import warm
from web.client import HOST, SECRET, Browser, Got

from crmcli.app.clock import clock
from crmcli.domain.records.policy import Policy
from crmcli.web.writing import posted, room

TODAY = clock(Policy()).date()
SOON = (TODAY + timedelta(days=3)).isoformat()
LATE = (TODAY - timedelta(days=4)).isoformat()
OLD = (TODAY - timedelta(days=40)).isoformat()
FORM = "application/x-www-form-urlencoded"

POLICY = """\
title: Acme sales
currency: USD
language: en
role_sets:
  plain:
    cfo: {label: {en: Head of finance}, level: executive, weight: 3}
    cio: {label: {en: Head of IT}, level: executive, weight: 3}
stages:
  lead: {label: {en: Lead}, exit: [source]}
  offer: {label: {en: Offer}, exit: [next]}
  closing: {label: {en: Closing}}
reasons: {price: {label: {en: Price}}, other: {label: {en: Other}}}
products: {core: {label: Core, list_price: 1000, floor_pct_off: 10}}
team:
  ann: {name: Ann Ash, emails: [ann@acme.example]}
  bob: {name: Bob Birch, emails: [bob@acme.example]}
"""
ACCOUNT = f"""\
name: Globex
status: prospect
owner: ann
roles:
  cfo: {{contact: kim, rep: ann}}
  cio:
contacts:
  kim: {{name: Kim Lee, title: CFO}}
  jo: {{name: Jo Park}}
plans:
  meet-cio: {{for: cio, kind: identify, how: Ask Kim, owner: ann, due: {LATE}}}
deals:
  first:
    name: First plant
    source: event
    amount: 5_000
    products: {{core: {{qty: 1, list_price: 1_000, unit_price: 500}}}}
    stages: {{{OLD}: lead}}
    next: {{date: {LATE}, what: Send the offer, with: kim}}
  bare:
    name: Nothing known
    stages: {{{OLD}: lead}}
  gone:
    name: Old one
    stages: {{{OLD}: lead}}
    outcome: {{result: lost, date: {LATE}, reason: price}}
cases:
  broken: {{opened: {LATE}, kind: complaint, what: It stands still}}
log:
  - {{date: {OLD}, type: call, by: ann, with: kim, deal: first, outcome: reached, what: First talk}}
"""
NAME = "globex"
FILE = Path("accounts") / f"{NAME}.yaml"


def book(root: Path, *, commits: bool = False, account: str | bytes = ACCOUNT) -> Path:
    """A book in git, whose `user.email` is Ann's."""
    (root / "accounts").mkdir(parents=True)
    policy = POLICY + ("commit: auto\n" if commits else "")
    (root / "crm.yaml").write_text(policy)
    data = account if isinstance(account, bytes) else account.encode()
    (root / FILE).write_bytes(data)
    git(root, "init", "-q")
    git(root, "config", "user.email", "ann@acme.example")
    git(root, "config", "user.name", "Ann Ash")
    git(root, "config", "core.autocrlf", "false")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "start")
    return root


def git(root: Path, *words: str) -> str:
    ran = subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)
    return ran.stdout.decode()


def crm(root: Path, *words: str) -> warm.Ran:
    """The command line in the same book."""
    import os

    env = {"PATH": os.environ["PATH"], "HOME": str(root), "LANG": "C.UTF-8", "CRM_TERMINAL": "t"}
    env |= {"CRM_CACHE_DIR": os.environ["CRM_CACHE_DIR"], "GIT_CONFIG_NOSYSTEM": "1"}
    return warm.run(words, cwd=root, env=env)


class Writer(Browser):
    """A browser before a book that may be written to."""

    def __init__(self, root: Path, **settings: object) -> None:
        super().__init__(
            root,
            as_of=None,
            more=room.routes(SECRET),
            methods=room.METHODS,
            largest=room.LARGEST,
            **settings,
        )
        self.root = root
        self.token = posted.token_of(SECRET)

    def post(
        self, path: str, fields: Mapping[str, object], *, headers: Mapping[str, str | None] = {}
    ) -> Got:
        """A form sent as a browser sends it."""
        body = urlencode(pairs({"token": self.token, **fields})).encode()
        usual = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin", "content-type": FORM}
        sent = {**usual, "content-length": str(len(body)), **headers}
        return self.ask(path, method="POST", body=body, headers=sent)

    def form(self, name: str, /, **known: str | Sequence[str]) -> Got:
        """The form, with what its address says."""
        query = urlencode({"account": NAME, **known}, doseq=True, quote_via=quote)
        return self.ask(f"/write/{name}?{query}")

    def filled(self, name: str, /, **typed: object) -> Got:
        """The form's own values with what was typed into it, sent to be previewed."""
        said = {key.replace("__", "."): value for key, value in typed.items()}
        known = {
            key: value
            for key, value in said.items()
            if key in ("deal", "role", "kind", "subject", "day", "records", "as_of")
        }
        drawn = controls(self.form(name, **known).text)
        return self.post(f"/write/{name}", {**drawn, **said})

    def make(self, previewed: Got) -> Got:
        """What was previewed is written; the page that tells so."""
        went = self.press(previewed)
        assert went.status == 303, went.text
        return self.ask(went.headers["location"])

    def press(self, previewed: Got) -> Got:
        """The button of the preview."""
        (action,) = re.findall(
            r'<form class="write" method="post" action="([^"]+)"', previewed.text
        )
        return self.post(action, controls(previewed.text))

    def undo(self, made: Got) -> Got:
        """The button of what was made."""
        (action,) = re.findall(r'<form class="write" method="post" action="([^"]+)"', made.text)
        went = self.post(action, {})
        return self.ask(went.headers["location"]) if went.status == 303 else went

    def file(self) -> bytes:
        return (self.root / FILE).read_bytes()


def pairs(fields: Mapping[str, object]) -> list[tuple[str, object]]:
    return [
        (name, each)
        for name, value in fields.items()
        for each in (value if isinstance(value, list | tuple) else [value])
    ]


def controls(page: str) -> dict[str, list[str]]:
    """What a browser sends of the page's writing form as it is."""
    form = re.search(r'<form class="write[^>]*method="post".*?</form>', page, re.DOTALL)
    found: dict[str, list[str]] = {}
    text = form[0] if form else ""
    for tag in re.findall(r"<input[^>]*>", text):
        kind, name = attribute(tag, "type"), attribute(tag, "name")
        if kind in ("radio", "checkbox") and " checked" not in tag:
            continue
        found.setdefault(name, []).append(attribute(tag, "value"))
    for name, inside in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', inside)
        found[name] = [html.unescape(chosen[1]) if chosen else ""]
    for tag, inside in re.findall(r"<textarea([^>]*)>\n(.*?)</textarea>", text, re.DOTALL):
        # line ends as browsers send them
        said = html.unescape(inside).replace("\r\n", "\n").replace("\n", "\r\n")
        found[attribute(tag, "name")] = [said]
    return found


def attribute(tag: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def words(got: Got) -> str:
    """The page's main part as somebody reads it."""
    main = got.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
