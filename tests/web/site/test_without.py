"""What is left out stands in no byte of a site, and the figures stay what they are."""

import json
import shutil

import pytest
from web.site.making import EXAMPLES, ROOT, contents, made

from crmcli.app.without import KINDS, SIGN, Without
from crmcli.commands.admin.site import KINDS as OF_COMMAND
from crmcli.store.book.opening import open_book

ALL = ",".join(KINDS)
# in every field that may be left out, something that stands nowhere else
BOOK = {
    "crm.yaml": """\
currency: KRW
role_sets: {small: {ceo: {label: CEO, weight: 3}, cio: {label: CIO}}}
default_role_set: small
custom_fields: {account: {erp: {type: text, label: ERP}}}
team: {kim: {name: Kim, emails: [qq-emails-team@us.example]}}
""",
    "accounts/hanbit.yaml": """\
name: Hanbit
owner: kim
status: disqualified
status_why: qq-reasons-status
business_no: "124-81-00998"
website: https://qq-addresses-web.example
address: qq-addresses-street
phones: ["02-9944-1234"]
note: qq-notes-account
ids: {sap: qq-numbers-sap}
custom: {erp: qq-custom-erp}
x-secret: qq-extra
roles: {ceo: {contacts: lee, rep: kim}, cio: {waived: qq-reasons-waived}}
contacts:
  lee:
    name: Lee
    title: CEO
    phones: ["010-9944-5678"]
    emails: [qq-emails-lee@hanbit.example]
    note: qq-notes-contact
    ids: {hubspot: qq-numbers-hub}
    stance: {2026-07-01: {value: negative, why: qq-reasons-stance}}
plans: {lee-friendly: {for: lee, kind: convert, from: negative, to: neutral, how: call, owner: kim, due: 2026-07-30, progress: {2026-07-10: called}, done: {date: 2026-07-20, result: qq-notes-plan}}}
deals:
  one:
    amount: 1000
    stages: {2026-07-01: contacting}
    note: qq-notes-deal
    bant: {budget: {status: met, why: qq-reasons-bant, date: 2026-07-01}}
    probability: {value: 40, why: qq-reasons-hand, by: kim, date: 2026-07-01}
surveys: [{date: 2026-07-01, kind: nps, score: 3, contact: lee, note: qq-notes-survey}]
log:
  - {date: 2026-07-02, type: visit, by: kim, with: lee, deal: one, what: Walked, said: qq-said-one, note: qq-notes-log, objections: {price: unresolved}}
""",
}


@pytest.fixture
def book(tmp_path):
    for name, text in BOOK.items():
        (tmp_path / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / name).write_text(text, "utf-8")
    return tmp_path / "book"


def secrets() -> dict[str, list[str]]:
    found = {name: [f"qq-{name}-"] for name in KINDS}
    found["phones"] = ["9944"]
    found["numbers"] += ["81-00998", "8100998"]
    return found


def test_the_command_offers_what_there_is():
    assert tuple(KINDS) == OF_COMMAND


def test_the_book_has_all_of_it_and_a_site_shows_some(book, tmp_path):
    made(book, tmp_path / "site", tmp_path)
    whole = b"".join(contents(tmp_path / "site").values())
    text = "".join(BOOK.values())
    for name, each in secrets().items():
        assert each[0] in text, name
    for name in ("phones", "emails", "said", "notes", "reasons"):
        assert secrets()[name][0].encode() in whole, name


@pytest.mark.parametrize("kind", [*KINDS, ALL])
def test_nothing_of_it_is_in_any_byte(book, tmp_path, kind):
    made(book, tmp_path / "site", tmp_path, "--without", kind)
    files = contents(tmp_path / "site")
    for name in KINDS if kind == ALL else (kind,):
        for secret in secrets()[name]:
            assert [file for file, data in files.items() if secret.encode() in data] == [], secret
    assert not any(b"qq-extra" in data for data in files.values())


@pytest.mark.parametrize("kind", KINDS)
def test_no_digest_is_made_of_it(book, tmp_path, kind):
    """Who guesses a number could try it against a digest."""
    made(book, tmp_path / "site", tmp_path, "--without", kind)
    secret = {"phones": "9944", "numbers": "qq-numbers-"}.get(kind, f"qq-{kind}-")
    other = {"phones": "9955"}.get(kind, f"{secret}other-")
    for name, text in BOOK.items():
        (book / name).write_text(text.replace(secret, other), "utf-8")
    made(book, tmp_path / "other", tmp_path, "--without", kind)
    assert contents(tmp_path / "site") == contents(tmp_path / "other")


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_phone_and_no_address_of_an_example(example, tmp_path):
    book = ROOT / "examples" / example
    made(book, tmp_path / "site", tmp_path, "--without", "phones,emails")
    opened = open_book(str(book), use_cache=False)
    known = {address for each in opened.policy.team.values() for address in each.emails}
    for path in sorted(each[0] for each in opened.library.entries if each[0] != "crm.yaml"):
        account = opened.library.account(path)
        known |= {*account.phones}
        for contact in account.contacts.values():
            known |= {*contact.phones, *contact.emails}
    assert len(known) > 10
    whole = b"".join(contents(tmp_path / "site").values()).decode()
    assert [each for each in known if each in whole] == []
    assert SIGN in whole


def test_figures_stay_what_they_are(tmp_path):
    book = ROOT / "examples" / "hanbit"
    made(book, tmp_path / "site", tmp_path)
    made(book, tmp_path / "less", tmp_path, "--without", ALL)
    whole, less = contents(tmp_path / "site"), contents(tmp_path / "less")
    for name in ("coverage", "pipeline", "forecast", "stance", "winrate", "bant", "team", "stages"):
        file = f"answer/{name}.json"
        assert json.loads(less[file])["rows"] == json.loads(whole[file])["rows"], name


def test_a_site_that_had_it_has_it_no_more(book, tmp_path):
    made(book, tmp_path / "site", tmp_path)
    made(book, tmp_path / "site", tmp_path, "--without", "phones")
    assert not any(b"9944" in data for data in contents(tmp_path / "site").values())
    shutil.rmtree(tmp_path / "site")


def test_every_kind_is_a_field_of_some_record():
    from crmcli.domain.records import account, customer, policy
    from crmcli.domain.time.dated import Fact

    fields = {
        field
        for module in (account, customer, policy)
        for each in vars(module).values()
        if hasattr(each, "_fields")
        for field in each._fields
    } | {*Fact._fields}
    assert Without(tuple(KINDS)).fields <= fields
