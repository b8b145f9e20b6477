"""At 80 columns a person sees what a row is about, with whom and whose it is, in both languages."""

from pathlib import Path

import pytest

from crmcli.domain.table import Column
from crmcli.domain.text.width import cells
from crmcli.formats.fitting import fit, measure
from crmcli.messages import Phrases

EXAMPLES = Path(__file__).parents[2] / "examples"
SEEN = {  # by report, the headings that are never missed at that width
    "due": ("what", "name", "about", "why", "owner"),
    "list": ("account", "name", "status", "owner", "last_touch"),
    "plans": ("name", "plan_for", "plan_state", "owner", "how"),
    "renewals": ("end", "name", "contract_state", "owner"),
    "coverage": ("name", "owner"),
    "coverage --gaps": ("name", "role", "gap", "rep"),
}


@pytest.mark.parametrize(("book", "language"), [("northwind", "en"), ("hanbit", "ko")])
@pytest.mark.parametrize("report", SEEN)
def test_no_column_that_a_reader_needs_is_left_out(crm, report, book, language):
    crm.write({}, "")
    ran = crm(
        *report.split(),
        "--lang",
        language,
        "--as-of",
        "2026-08-01",
        "--book",
        str(EXAMPLES / book),
        env={"COLUMNS": "80"},
    )
    assert (0, True) == (ran.status, "─" in ran.text), ran.told
    assert all(cells(line) <= 80 for line in ran.text.splitlines())
    head = ran.text.partition("─")[0].replace("\n", " ")
    phrases = Phrases(language)
    assert [] == [
        name
        for name in SEEN[report]
        if not all(
            word in head
            for word in phrases(
                f"col-{name if name not in ('what', 'about') else dict(what='kind', about='subject')[name]}"
            ).split()
        )
    ], head


def test_what_matters_is_folded_before_it_goes_and_what_does_not_goes_before_it_is_folded():
    texts = (["a word or two that fold well enough"], ["Ada Lovelace-Byron"], ["beside the point"])
    for keep, shown in ((8, 2), (5, 1)):
        measures = [
            measure(column, column.field, column_texts)
            for column, column_texts in zip(
                (Column("why", "message", 9), Column("owner", "label", keep)), texts, strict=False
            )
        ]
        assert shown == len(fit(measures, 36) or {})
