"""Whatever the format lets an account file say, a command can write: every key stands here with a command line that puts it into a file."""

import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.shape import ById, Many, Shape
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.tree import read_tree

POLICY = """\
language: en
timezone: Asia/Seoul
role_sets: {it: {ceo: {}, cio: {}}, plant: {operator: {}}}
team: {ada: {name: Ada Moss, emails: [ada@us.example]}, ivo: {name: Ivo Lang}}
products: {core: {}, batch: {}}
objections: {price: {answers: {}}}
reasons: {price: {}}
fields: {erp: {on: account, type: choice, choices: [sap, own]}, badge: {on: contact}, tender: {on: deal, type: truth}}
cadences: {}
"""
# As little as each command needs to find what it is to change.
HANBIT = """\
name: Hanbit
contacts: {lee: {name: Lee}, park: {name: Park}}
plans: {intro: {for: ceo}}
deals:
  pt2: {stages: {2025-05-10: contacting}, products: {core: 1}, steps: {signature: }}
  asked: {stages: {2025-05-10: contacting}, qualification: {budget: met}}
  old:
    stages: {2025-01-10: contacting}
    outcome: {result: no_decision, date: 2025-03-01, reason: slow, competitor: VendorY, verified_by: ivo, note: long, revisit: 2025-09-01}
contracts: {c-2024: {start: 2024-01-15}}
assets: {core: 1}
cases: {night: {opened: 2025-05-02, kind: question}, noisy: {opened: 2025-05-03, what: Noise}}
"""
BOOK = {"hanbit": HANBIT, "daehan": "name: Daehan\ncontacts: {oh: {name: Oh}}\n"}
DAY = "--date 2025-08-04"
NEW = "new Saebit --id saebit"
ACCOUNT_ = "account hanbit"
EDIT = "deal edit hanbit pt2"
LOG = f"log hanbit talk --type check_in {DAY}"
PLAN = "plan add hanbit --for cio --due 2025-12-01"
DEAL = f"deal new hanbit More {DAY}"
CONTRACT = "contract add hanbit --start 2026-01-15"
ASSET = "asset edit hanbit core"
CASE = f"case open hanbit slow --owner ada {DAY}"
SURVEY = f"survey hanbit csat 4 {DAY}"
REST = f"done hanbit/case/noisy --rest 14 --why audit --by ada {DAY}"
LOSE = f"deal lose hanbit pt2 --reason price {DAY}"
REOPEN = f"deal reopen hanbit old --why back {DAY}"
NEXT = "deal next hanbit pt2 '2025-08-11 call'"
BANT = f"bant hanbit pt2 timeline=unmet --mitigate wait=autumn --why told {DAY}"
# "Record.key" -> the command line that writes it.
LINES = {
    "Account.name": NEW,
    "Account.aliases": f"{ACCOUNT_} --alias HB",
    "Account.segment": f"{ACCOUNT_} --segment A",
    "Account.role_set": f"{ACCOUNT_} --role-set plant",
    "Account.status": "status hanbit churned --why 'Sold the plant'",
    "Account.status_why": "status hanbit churned --why 'Sold the plant'",
    "Account.owner": f"{ACCOUNT_} --owner ada",
    "Account.service_contact": f"{ACCOUNT_} --service-contact 'Ivo Lang'",
    "Account.source": f"{ACCOUNT_} --source event",
    "Account.referred_by": f"{ACCOUNT_} --referred-by daehan/Oh",
    "Account.tags": f"{ACCOUNT_} --tag export",
    "Account.research": "research hanbit --industry parts",
    "Account.roles": "role hanbit cio --contact lee",
    "Account.contacts": f"contact add hanbit Kim {DAY}",
    "Account.plans": PLAN,
    "Account.deals": DEAL,
    "Account.contracts": CONTRACT,
    "Account.assets": "asset add hanbit batch --since 2025-08-04",
    "Account.business_no": f"{ACCOUNT_} --business-no 124-81-00998",
    "Account.parent": f"{ACCOUNT_} --parent daehan",
    "Account.website": f"{ACCOUNT_} --website https://hb.example",
    "Account.phones": f"{ACCOUNT_} --phone 02-555-0100",
    "Account.address": f"{ACCOUNT_} --address '12 Mill Lane'",
    "Account.not_eligible": f"{ACCOUNT_} --not-eligible batch='No night shift'",
    "Account.cases": CASE,
    "Account.surveys": SURVEY,
    "Account.resting": REST,
    "Account.log": LOG,
    "Account.custom": f"{ACCOUNT_} --custom erp=sap",
    "Account.ids": f"{ACCOUNT_} --foreign-id zoho=2",
    "Account.note": f"{ACCOUNT_} --note quiet",
    "Research.industry": "research hanbit --industry parts",
    "Research.employees": "research hanbit --employees 820",
    "Research.annual_revenue": "research hanbit --revenue 68M",
    "Research.problems": "research hanbit --problem 'late batch'",
    "Research.solution": "research hanbit --solution parallel",
    "Research.icebreakers": "research hanbit --icebreaker 'plant 2'",
    "Research.decision_maker": "research hanbit --decision-maker Park",
    "Research.provenance": "research hanbit --provenance 'yearly report'",
    "Role.contact": "role hanbit cio --contact lee --value less",
    "Role.rep": "role hanbit cio --rep ada",
    "Role.value": "role hanbit cio --value less",
    "Role.unit": "role hanbit cio --unit 'Plant 2'",
    "Role.waived": "role hanbit cio --waive nobody",
    "Contact.name": f"contact add hanbit Kim {DAY}",
    "Contact.title": "contact edit hanbit lee --title CTO",
    "Contact.phones": "contact edit hanbit lee --phone 02-555-1234",
    "Contact.emails": "contact edit hanbit lee --email lee@hb.example",
    "Contact.channel": "contact edit hanbit lee --channel call",
    "Contact.reports_to": "contact edit hanbit lee --reports-to park",
    "Contact.stance": f"stance hanbit lee friendly {DAY}",
    "Contact.left": f"contact left hanbit lee {DAY}",
    "Contact.note": "contact edit hanbit lee --note mornings",
    "Contact.ids": "contact edit hanbit lee --foreign-id zoho=17",
    "Contact.custom": "contact edit hanbit lee --custom badge=red",
    "StanceFact.value": f"stance hanbit lee friendly --why praise {DAY}",
    "StanceFact.by": f"log hanbit talk --type call --by ada --stance lee=friendly {DAY}",
    "StanceFact.why": f"stance hanbit lee friendly --why praise {DAY}",
    "Plan.for": PLAN,
    "Plan.kind": f"{PLAN} --kind identify",
    "Plan.how": f"{PLAN} --how opening",
    "Plan.via": f"{PLAN} --via park",
    "Plan.owner": f"{PLAN} --owner ada",
    "Plan.due": PLAN,
    "Plan.from": f"{PLAN} --from negative --to neutral",
    "Plan.to": f"{PLAN} --from negative --to neutral",
    "Plan.progress": f"plan progress hanbit intro invited {DAY}",
    "Plan.done": f"plan done hanbit intro met {DAY}",
    "Plan.dropped": f"plan drop hanbit intro --why left {DAY}",
    "Done.date": f"plan done hanbit intro met {DAY}",
    "Done.result": f"plan done hanbit intro met {DAY}",
    "Dropped.date": f"plan drop hanbit intro --why left {DAY}",
    "Dropped.why": f"plan drop hanbit intro --why left {DAY}",
    "Deal.name": DEAL,
    "Deal.type": f"{EDIT} --type upsell",
    "Deal.owner": f"{EDIT} --owner ada",
    "Deal.source": f"{EDIT} --source repeat",
    "Deal.referred_by": f"{EDIT} --referred-by daehan",
    "Deal.sourced_by": f"{EDIT} --sourced-by marketing",
    "Deal.products": f"{EDIT} --product batch=2",
    "Deal.amount": f"deal amount hanbit pt2 68M {DAY}",
    "Deal.close": f"deal close hanbit pt2 2025-12-01 {DAY}",
    "Deal.stages": f"deal stage hanbit pt2 qualification --force --why asked {DAY}",
    "Deal.people": f"{EDIT} --person lee=champion",
    "Deal.bant": BANT,
    "Deal.qualification": f"qualify hanbit asked need=met {DAY}",
    "Deal.competitors": f"{EDIT} --competitor VendorX",
    "Deal.differentiators": f"{EDIT} --differentiator 'on site in an hour'",
    "Deal.verbal": f"deal verbal hanbit pt2 {DAY}",
    "Deal.steps": "deal step hanbit pt2 legal-review",
    "Deal.next": NEXT,
    "Deal.outcome": f"deal win hanbit pt2 --force --why signed {DAY}",
    "Deal.probability": f"deal probability hanbit pt2 80 {DAY}",
    "Deal.note": f"{EDIT} --note quiet",
    "Deal.ids": f"{EDIT} --foreign-id zoho=44",
    "Deal.custom": f"{EDIT} --custom tender=true",
    "ProductLine.qty": f"{EDIT} --product core=2 --unit-price core=36M",
    "ProductLine.list_price": f"{EDIT} --list-price core=40M",
    "ProductLine.unit_price": f"{EDIT} --unit-price core=36M",
    "ProductLine.approved_by": f"{EDIT} --approved-by core=ada",
    "Criterion.status": BANT,
    "Criterion.date": BANT,
    "Criterion.why": BANT,
    "Criterion.mitigation": BANT,
    "Mitigation.kind": BANT,
    "Mitigation.note": BANT,
    "ClosingStep.done": "deal step hanbit pt2 signature --done 2025-08-04",
    "NextStep.date": f"{NEXT} --with lee",
    "NextStep.what": NEXT,
    "NextStep.owner": f"{NEXT} --owner ada",
    "NextStep.channel": f"{NEXT} --channel call",
    "NextStep.with": f"{NEXT} --with lee",
    "Deal.ended": REOPEN,
    "Ended.result": REOPEN,
    "Ended.date": REOPEN,
    "Ended.reason": REOPEN,
    "Ended.competitor": REOPEN,
    "Ended.verified_by": REOPEN,
    "Ended.note": REOPEN,
    "Ended.revisit": REOPEN,
    "Ended.reopened": REOPEN,
    "Ended.why": REOPEN,
    "Outcome.result": LOSE,
    "Outcome.date": LOSE,
    "Outcome.reason": LOSE,
    "Outcome.competitor": f"{LOSE} --competitor VendorX",
    "Outcome.verified_by": f"{LOSE} --verified-by buyer",
    "Outcome.note": f"{LOSE} --note close",
    "Outcome.revisit": f"{LOSE} --revisit 2026-02-01",
    "Probability.value": f"deal probability hanbit pt2 80 --why released {DAY}",
    "Probability.by": f"deal probability hanbit pt2 80 --by ada {DAY}",
    "Probability.date": f"deal probability hanbit pt2 80 {DAY}",
    "Probability.why": f"deal probability hanbit pt2 80 --why released {DAY}",
    "Contract.deal": f"{CONTRACT} --deal pt2",
    "Contract.start": CONTRACT,
    "Contract.end": "contract end hanbit c-2024 --date 2026-01-14",
    "Contract.amount": f"{CONTRACT} --amount 180M --per year",
    "Contract.per": f"{CONTRACT} --amount 180M --per year",
    "Contract.notice_days": f"{CONTRACT} --notice-days 90",
    "Contract.signed": f"{CONTRACT} --signed 2025-12-01",
    "Asset.qty": f"{ASSET} --qty 3",
    "Asset.since": f"{ASSET} --since 2025-01-15",
    "Asset.replace": f"{ASSET} --replace 2029-01-15",
    "Asset.bought_from": f"{ASSET} --bought-from Partner",
    "Asset.unit": f"{ASSET} --unit 'Plant 2'",
    "Asset.note": f"{ASSET} --note spare",
    "Case.opened": CASE,
    "Case.kind": CASE,
    "Case.contact": f"{CASE} --contact lee",
    "Case.what": CASE,
    "Case.owner": CASE,
    "Case.closed": f"case close hanbit night patched {DAY}",
    "Case.resolution": f"case close hanbit night patched {DAY}",
    "Case.deal": f"{CASE} --deal pt2",
    "Survey.date": SURVEY,
    "Survey.kind": SURVEY,
    "Survey.score": SURVEY,
    "Survey.contact": f"{SURVEY} --contact lee",
    "Survey.about": f"{SURVEY} --about product",
    "Survey.scale": f"{SURVEY} --scale 7",
    "Survey.note": f"{SURVEY} --note well",
    "Resting.date": REST,
    "Resting.kind": REST,
    "Resting.subject": REST,
    "Resting.day": REST,
    "Resting.what": REST,
    "Resting.until": REST,
    "Resting.by": REST,
    "Resting.why": REST,
    "Entry.date": LOG,
    "Entry.type": LOG,
    "Entry.by": f"{LOG} --by ada",
    "Entry.with": f"{LOG} --with lee",
    "Entry.deal": f"{LOG} --deal pt2",
    "Entry.direction": f"{LOG} --inbound",
    "Entry.outcome": f"{LOG} --outcome held",
    "Entry.mood": f"{LOG} --mood positive",
    "Entry.said": f"{LOG} --said fine",
    "Entry.what": LOG,
    "Entry.gave": f"{LOG} --gave a.pdf",
    "Entry.objections": f"{LOG} --objection price=resolved",
    "Entry.next": f"{LOG} --next '2025-08-11 call'",
    "Entry.usage": f"{LOG} --usage 'two shifts'",
    "Entry.score": f"{LOG} --score 8",
    "Entry.time": f"{LOG} --time 14:30",
    "Entry.ids": f"{LOG} --foreign-id zoho=903",
    "Entry.note": f"{LOG} --note quiet",
}


def keys(shape: Shape, seen: set[str]) -> Iterator[str]:
    """Every key of every record of an account, once; dated facts all have the same keys."""
    if isinstance(shape, Record) and shape.name not in seen:
        seen.add(shape.name)
        for key, field in shape.fields.items():
            yield f"{shape.name}.{key}"
            yield from keys(field.shape, seen)
    elif isinstance(shape, Many | ById):
        yield from keys(shape.item if isinstance(shape, Many) else shape.value, seen)
    elif isinstance(shape, Dated) and "fact" not in seen:
        seen.add("fact")
        yield from keys(shape.fact, seen)


def said(shape: Shape, node: Any) -> Iterator[tuple[str, str]]:
    """Every key that a file has a value for, with the value."""
    if isinstance(shape, Record):
        for key, value in (node if isinstance(node, dict) else {shape.main: node}).items():
            if value is not None:
                yield f"{shape.name}.{key}", repr(value)
                yield from said(shape.fields[key].shape, value)
    elif isinstance(shape, Many):
        for each in node if isinstance(node, list) else [node]:
            yield from said(shape.item, each)
    elif isinstance(shape, ById):
        for each in node.values():
            yield from said(shape.value, each)
    elif isinstance(shape, Dated) and isinstance(node, dict):
        for each in node.values():
            yield from said(shape.fact, each)


@pytest.fixture(scope="module")
def written(forks, shared):
    """What a command line writes into the file that was not in it before, each line run once, on a book of its own."""

    @cache
    def run(line: str) -> frozenset[tuple[str, str]]:
        for old in (shared.book / "accounts").glob("*.yaml"):
            old.unlink()
        shared.write(BOOK, POLICY)
        ran = forks(shared, *shlex.split(line))
        assert 0 == ran.status, (line, ran.told)
        name = "saebit" if line.startswith("new") else "hanbit"
        before = set(said(ACCOUNT, read_tree(HANBIT.encode())))
        return frozenset(
            set(said(ACCOUNT, read_tree((shared.book / "accounts" / f"{name}.yaml").read_bytes())))
            - before
        )

    return run


def test_every_key_of_the_format_has_a_command_line_and_no_other():
    assert sorted(keys(ACCOUNT, set())) == sorted(LINES)


@pytest.mark.parametrize("key", LINES)
def test_the_command_line_writes_the_key(written, key):
    assert key in {each for each, _ in written(LINES[key])}


@pytest.mark.parametrize("line", sorted(set(LINES.values())))
def test_a_dry_run_writes_none_of_it(forks, shared, line):
    shared.write(BOOK, POLICY)
    before = {path: path.read_bytes() for path in shared.book.rglob("*") if path.is_file()}
    ran = forks(shared, *shlex.split(line), "--dry-run")
    assert (0, True) == (ran.status, ran.text.startswith("--- ")), (line, ran.told)
    assert before == {
        path: path.read_bytes()
        for path in shared.book.rglob("*")
        if path.is_file() and not path.name.startswith(".crm-lock")
    }
