"""What is behind a figure, put together."""

from crmcli.reports.evidence import together


def test_several_rows_evidence_is_every_name_of_each_figure():
    assert {"won": ["a", "b", "c"], "lost": ["x"]} == together(
        [{"won": ("a",)}, {"won": ("b", "c"), "lost": ("x",)}, {}]
    )
    assert {} == together([])
