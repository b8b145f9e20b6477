"""The coverage report: a row per account, shares by weight, groups and totals."""

from datetime import date
from pathlib import Path

from books import AS_OF, account, ask, policy
from crmcli.domain.records.ratio import percent
from crmcli.reports.coverage import coverage, coverage_by_role
from crmcli.reports.coverage.coverage import CoverageGroupRow, CoverageRow

EXAMPLE = Path(__file__).parents[2] / "examples" / "hanbit" / "accounts" / "hanbit-electronics.yaml"
RULES = policy(
    "{role_sets: {r: {ceo: {weight: 3}, cio: {weight: 1}}}, default_role_set: r, team: {kim-mj: 김민지}}"
)

FULL = account(
    """
    name: 대한스틸
    owner: kim-mj
    segment: A
    roles: {ceo: {contact: bae, rep: choi}, cio: {contact: lim, rep: kim-mj}}
    contacts: {bae: {name: 배강수, stance: {2026-07-01: friendly}}, lim: {name: 임정택, stance: {2026-07-01: friendly}}}
    log: [{date: 2026-07-01, type: meeting, with: [bae, lim]}]
    """,
    "daehan",
)
HALF = account(
    "{name: 청운바이오, owner: kim-mj, segment: B, roles: {ceo: ryu, cio: {waived: 없음}}, contacts: {ryu: 류현근}}",
    "cheongun",
)
EMPTY = account("{name: 미르, plans: {who: {for: ceo, owner: kim-mj, due: 2026-08-01}}}", "mir")


def test_the_worked_example_comes_out_to_the_digit():
    book = account(EXAMPLE.read_text(encoding="utf-8"), "hanbit-electronics")
    (row,) = ask(coverage, book).rows
    expected = CoverageRow(
        account="hanbit-electronics",
        name="한빛전자㈜",
        owner="kim-mj",
        required=12,
        waived=1,
        unknown=7,
        named=1,
        met=1,
        reachable=0,
        friendly=2,
        named_share=9 / 22,
        reachable_share=4 / 22,
        friendly_share=4 / 22,
        composite=26 / 88,
        people=3,
        single_threaded=1,
        gaps=9,
        live_plans=1,
    )
    assert expected == row
    assert [40, 18, 18, 29] == [
        percent(share)
        for share in (row.named_share, row.reachable_share, row.friendly_share, row.composite)
    ]


def test_a_row_per_account_the_least_covered_first():
    rows = ask(coverage, FULL, HALF, EMPTY, rules=RULES).rows
    expected = [
        CoverageRow("mir", "미르", None, 2, 0, 2, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, 0, 2, 1),
        CoverageRow(
            "cheongun", "청운바이오", "kim-mj", 2, 1, 0, 1, 0, 0, 0, 1.0, 0.0, 0.0, 0.5, 1, 0, 1, 0
        ),
        CoverageRow(
            "daehan", "대한스틸", "kim-mj", 2, 0, 0, 0, 0, 0, 2, 1.0, 1.0, 1.0, 1.0, 2, 0, 0, 0
        ),
    ]
    assert expected == rows


def test_writing_every_name_down_is_half_the_work():
    (row,) = ask(coverage, HALF, rules=RULES).rows
    assert (1.0, 0.5) == (row.named_share, row.composite)


def test_a_hundred_percent_appears_only_when_every_role_is_friendly():
    assert 100 == percent(ask(coverage, FULL, rules=RULES).totals.composite)
    # 2026-12-28 is 180 days after the stances, the touch is older than 90 days
    assert (100, 0, 0, 50) == tuple(
        percent(share)
        for share in ask(coverage, FULL, rules=RULES, as_of=date(2026, 12, 28)).totals[10:14]
    )


def test_the_total_adds_accounts_up_and_weighs_their_roles():
    totals = ask(coverage, FULL, HALF, EMPTY, rules=RULES).totals
    # weights: 4 + 3 + 4 = 11, of which named 4 + 3 and friendly 4; composite (14 + 4 + 4) / 44
    expected = CoverageRow(
        None, None, None, 6, 1, 2, 1, 0, 0, 2, 7 / 11, 4 / 11, 4 / 11, 0.5, 3, 0, 3, 1
    )
    assert expected == totals


def test_without_required_roles_coverage_is_unknown_not_zero_and_comes_last():
    table = ask(coverage, account("{name: A, role_set: nobody}", "a"), EMPTY, rules=RULES)
    assert ["mir", "a"] == [row.account for row in table.rows]
    assert (0, None, None, None, None) == (table.rows[1].required, *table.rows[1][10:14])


def test_everything_waived_is_unknown_too():
    totals = ask(
        coverage, account("{name: A, roles: {ceo: {waived: x}, cio: {waived: y}}}"), rules=RULES
    ).totals
    assert (2, 2, None) == (totals.required, totals.waived, totals.composite)


def test_no_accounts_give_an_empty_table_and_an_unknown_total():
    table = ask(coverage, rules=RULES)
    assert ([], CoverageRow(None, None, None, *[0] * 7, None, None, None, None, 0, 0, 0, 0)) == (
        table.rows,
        table.totals,
    )


def test_by_owner_accounts_are_added_up_and_nobody_is_a_group():
    rows = ask(coverage, FULL, HALF, EMPTY, rules=RULES, by="owner").rows
    expected = [
        CoverageGroupRow(None, 1, 2, 0, 2, 0, 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, 0, 2, 1),
        CoverageGroupRow("kim-mj", 2, 4, 1, 0, 1, 0, 0, 2, 1.0, 4 / 7, 4 / 7, 22 / 28, 3, 0, 1, 0),
    ]
    assert expected == rows


def test_by_segment_each_account_stands_in_one_group():
    table = ask(coverage, FULL, HALF, EMPTY, rules=RULES, by="segment")
    assert [(None, 1), ("B", 1), ("A", 1)] == [(row.group, row.accounts) for row in table.rows]
    assert (3, 6, 3) == (table.totals.accounts, table.totals.required, table.totals.gaps)


def test_by_role_the_least_known_role_comes_first():
    table = ask(coverage_by_role, FULL, HALF, EMPTY, rules=RULES)
    expected = [
        CoverageGroupRow("cio", 3, 3, 1, 1, 0, 0, 0, 1, 0.5, 0.5, 0.5, 0.5, 1, 0, 1, 0),
        CoverageGroupRow("ceo", 3, 3, 0, 1, 1, 0, 0, 1, 2 / 3, 1 / 3, 1 / 3, 0.5, 2, 0, 2, 1),
    ]
    assert expected == sorted(table.rows, key=lambda row: row.named_share)
    assert (3, 6, 1, 3) == (
        table.totals.accounts,
        table.totals.required,
        table.totals.waived,
        table.totals.gaps,
    )


def test_explain_names_the_roles_behind_every_figure():
    table = ask(coverage, HALF, FULL, rules=RULES, explain=True)
    expected = {
        "unknown": (),
        "named": ("ceo",),
        "met": (),
        "reachable": (),
        "friendly": (),
        "waived": ("cio",),
        "people": ("ryu",),
        "gaps": ("ceo",),
        "live_plans": (),
    }
    assert expected == table.evidence[0]
    assert (("ceo", "cio"), ("bae", "lim")) == (
        table.evidence[1]["friendly"],
        table.evidence[1]["people"],
    )


def test_explain_names_the_accounts_and_roles_of_every_group_in_the_order_of_the_rows():
    table = ask(coverage, FULL, HALF, EMPTY, rules=RULES, explain=True, by="owner")
    assert [None, "kim-mj"] == [row.group for row in table.rows]
    nobody, kim = table.evidence
    assert (("mir",), ["mir/ceo", "mir/cio"], ["mir/who"]) == (
        nobody["accounts"],
        nobody["unknown"],
        nobody["live_plans"],
    )
    assert (("daehan", "cheongun"), ["daehan/ceo", "daehan/cio"], ["cheongun/ceo"]) == (
        kim["accounts"],
        kim["friendly"],
        kim["named"],
    )
    assert (["cheongun/ceo"], ["cheongun/cio"], ["daehan/bae", "daehan/lim", "cheongun/ryu"]) == (
        kim["gaps"],
        kim["waived"],
        kim["people"],
    )
    assert () == ask(coverage, FULL, rules=RULES, by="owner").evidence


def test_explain_names_the_accounts_of_every_role():
    table = ask(coverage_by_role, FULL, HALF, EMPTY, rules=RULES, explain=True, role="cio")
    (cio,) = table.evidence
    expected = {
        "accounts": ("daehan", "cheongun", "mir"),
        "unknown": ["mir/cio"],
        "friendly": ["daehan/cio"],
        "waived": ["cheongun/cio"],
        "gaps": ["mir/cio"],
        "people": ["daehan/lim"],
    }
    assert expected == {field: refs for field, refs in cio.items() if refs}
    both = ask(coverage_by_role, FULL, HALF, EMPTY, rules=RULES, explain=True)
    assert {"ceo": ["cheongun/ceo", "mir/ceo"], "cio": ["mir/cio"]} == {
        row.group: each["gaps"] for row, each in zip(both.rows, both.evidence, strict=True)
    }


def test_explain_counts_what_the_figures_count():
    for by in ("owner", "segment"):
        table = ask(coverage, FULL, HALF, EMPTY, rules=RULES, explain=True, by=by)
        for row, behind in zip(table.rows, table.evidence, strict=True):
            assert {field: getattr(row, field) for field in behind} == {
                field: len(refs) for field, refs in behind.items()
            }


def test_before_anything_happened_only_what_has_no_date_is_known():
    (row,) = ask(coverage, FULL, rules=RULES, as_of=date(1999, 1, 1)).rows
    assert (0, 2, 0, 0, 0, 1.0, 0.0, 0.0, 0.5) == row[5:14]
    assert AS_OF > date(1999, 1, 1)


def test_accounts_whose_role_set_is_not_there_are_named():
    rules = policy(
        "role_sets: {clinic: {chief: Chief}, shop: {buyer: Buyer}}\ndefault_role_set: it-solution\n"
    )
    accounts = [
        account("name: A\n", "a"),
        account("name: B\nrole_set: shop\n", "b"),
        account("name: C\nrole_set: gone\n", "c"),
    ]
    (note,) = ask(coverage, *accounts, rules=rules).notes
    assert ("note-coverage-no-roles", 2, ("a", "c")) == (note.key, note.args[0], note.args[1].args)
    assert () == ask(coverage, *accounts, rules=policy("role_sets: {}\n")).notes
