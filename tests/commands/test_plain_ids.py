"""In `-o plain` ids stand where a reader has labels and names: a pipe reads the same words in every language."""

import pytest

POLICY = """\
team: {ada: {name: Ada Moss}}
role_sets: {all: {chief: {label: {en: Chief, ko: 대표}}}}
stages: {talk: {label: {en: Talking, ko: 상담}}}
products: {core: {label: {en: Core thing, ko: 핵심}}}
"""
ACME = """\
name: Acme
owner: ada
contacts: {a: {name: Ann Bell, stance: {2026-01-05: friendly}}}
roles: {chief: {contact: a, rep: ada}}
plans: {win: {for: chief, kind: deliver, owner: ada, due: 2026-02-01}}
deals: {d: {amount: 5, products: {core: 1}, stages: {2026-01-01: talk}}}
log: [{date: 2026-01-05, type: call, by: ada, with: a}]
"""


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("query", "true", "--on", "deals"), {"acme", "d", "talk", "ada"}),
        (("coverage", "acme"), {"chief", "a", "ada"}),
        (("stance", "acme"), {"chief", "a"}),
        (("plans",), {"chief", "ada", "win"}),
        (("pipeline",), {"talk"}),
        (("pipeline", "--by", "product"), {"core"}),
        (("knows", "ann"), {"ada"}),
        (("stance", "--since", "2025-01-01"), {"a"}),
        (("list",), {"ada"}),
        (("coverage", "--gaps"), {"chief"}),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_ids_and_no_labels(crm, words, ids):
    crm.write({"acme": ACME.replace("friendly", "negative") if "--gaps" in words else ACME}, POLICY)
    text = crm(*words, "-o", "plain", "--as-of", "2026-03-01", "--lang", "en").text
    assert text == crm(*words, "-o", "plain", "--as-of", "2026-03-01", "--lang", "ko").text
    fields = {
        each
        for line in text.splitlines()[1:]
        for field in line.split("\t")
        for each in field.split(", ")
    }
    assert (set(), set()) == (
        ids - fields,
        fields & {"Chief", "Talking", "Core thing", "Ada Moss", "Ann Bell"},
    ), text
