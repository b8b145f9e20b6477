"""`crm query` as a user meets it."""

from next_command import see_help
import pytest

POLICY = "language: en\nqueries:\n  quiet: {where: last_touch > 30d, label: Quiet ones}\n"
BOOK = {
    "acme": "name: Acme\nsegment: A\nlog: [{date: 2026-05-04, type: visit}]\n",
    "zen": "name: '[red]Zen'\nsegment: B\ntags: ['=1+1']\n",
}
DAY = ("--as-of", "2026-08-01")


@pytest.fixture(scope="module")
def book(shared):
    shared.write(BOOK, POLICY)
    return shared


def test_the_same_question_is_answered_the_same_from_memory_and_without_it(book):
    first = book("query", "last_touch > 60d", *DAY)
    assert (0, True) == (first.status, "acme" in first.text)
    assert (
        first
        == book("query", "last_touch > 60d", *DAY)
        == book("query", "last_touch > 60d", "--no-cache", *DAY)
    )


def test_another_expression_is_another_question(book):
    names = [
        [row["account"] for row in book("query", text, "--json", *DAY).json["rows"]]
        for text in ('segment == "A"', 'segment == "B"', "true", 'segment == "A"')
    ]
    assert [["acme"], ["zen"], ["acme", "zen"], ["acme"]] == names


def test_columns_and_order_are_a_question_of_their_own(book):
    asked = [
        ("--columns", "name"),
        ("--columns", "segment,account"),
        ("--columns", "account", "--sort", "-segment"),
        ("--columns", "account"),
    ]
    rows = [
        [list(row.items()) for row in book("query", "true", *words, "--json", *DAY).json["rows"]]
        for words in asked
    ]
    assert [[("name", "Acme")], [("name", "[red]Zen")]] == rows[0]
    assert [
        [("segment", "A"), ("account", "acme")],
        [("segment", "B"), ("account", "zen")],
    ] == rows[1]
    assert [[("account", "zen")], [("account", "acme")]] == rows[2]
    assert [[("account", "acme")], [("account", "zen")]] == rows[3]


@pytest.mark.parametrize("form", ["table", "spoken", "plain", "json", "csv", "markdown", "html"])
def test_every_form_has_the_columns_that_were_asked_for_and_record_text_stays_text(book, form):
    ran = book("query", "true", "--columns", "account,name,tags", "-o", form, *DAY)
    assert (0, True, True) == (
        ran.status,
        "[red]Zen" in ran.text.replace("\\", ""),
        "\n=1" not in ran.text,
    )


def test_an_error_is_told_with_its_place_in_both_languages(book):
    ran = book("query", "segmnt == 'A'", *DAY)
    assert (
        2,
        "",
        [
            "crm: accounts have no `segmnt`",
            "  segmnt == 'A'",
            "  ^^^^^^",
            "hint: did you mean `segment`?",
            see_help("query").rstrip(),
        ],
    ) == (ran.status, ran.text, ran.told.splitlines())
    korean = book("query", "segmnt == 'A'", "--lang", "ko", *DAY)
    assert (2, True, "  ^^^^^^") == (
        korean.status,
        "segment" in korean.told,
        korean.told.splitlines()[2],
    )


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "not " * 5000 + "open",
        "\x1b[31m == 1",
        "name ~ '(a+)+$'",
        "한글 ==",
        "--",
        "name == '\\",
        "count(",
        "@",
        "''",
        "\udcff",
    ],
)
def test_no_expression_ends_in_a_traceback(book, text):
    ran = book("query", "--", text)
    assert ran.status in (0, 2, 4)
    assert "Traceback" not in ran.told
    assert "\x1b" not in ran.told


def test_nothing_to_ask_is_told(book):
    assert (2, True) == ((ran := book("query")).status, "nothing is asked" in ran.told)
    assert (2, True) == (
        (ran := book("query", "true", "--on", "dale")).status,
        "accounts, contacts, deals, log, plans" in ran.told,
    )


def test_a_grouping_or_columns_without_a_condition_ask_about_every_record(book):
    for words in (("--by", "owner"), ("--columns", "account,name"), ("--columns", "n")):
        assert book("query", "true", *words, *DAY).text == book("query", *words, *DAY).text
    assert (2, True) == (
        (ran := book("query", "", "--by", "owner")).status,
        "nothing is asked" in ran.told,
    )


def test_saved_queries_follow_the_policy(crm):
    crm.write(BOOK, POLICY)
    assert ["acme"] == [
        row["account"] for row in crm("query", "quiet", "--json", *DAY).json["rows"]
    ]
    crm.write({}, POLICY.replace("last_touch > 30d", "segment == 'B'"))
    assert ["zen"] == [row["account"] for row in crm("query", "quiet", "--json", *DAY).json["rows"]]
    crm.write({}, POLICY.replace("last_touch > 30d", "segmnt == 'B'"))
    ran = crm("query", "quiet", "--json", *DAY)
    assert (2, True) == (ran.status, "segmnt" in ran.told)
    lint = crm("lint", *DAY)
    assert (1, True) == (
        lint.status,
        "crm.yaml:3:" in lint.text + lint.told and "saved-query" in lint.text + lint.told,
    )
    assert "quiet" in crm("query", "--list", *DAY).text
    crm.write({}, "language: en\n")
    assert "quiet" not in crm("query", "--list", *DAY).text


def test_a_changed_file_changes_the_answer(crm):
    crm.write(BOOK, POLICY)
    assert ["acme"] == [
        row["account"] for row in crm("query", "segment == 'A'", "--json", *DAY).json["rows"]
    ]
    crm.write({"zen": "name: Zen\nsegment: A\n"})
    assert ["acme", "zen"] == [
        row["account"] for row in crm("query", "segment == 'A'", "--json", *DAY).json["rows"]
    ]


def test_filters_of_every_report_hold_here_too(book):
    assert ["zen"] == [
        row["account"]
        for row in book("query", "true", "--segment", "B", "--json", *DAY).json["rows"]
    ]


def test_a_broken_file_is_named_and_the_others_are_answered(crm):
    crm.write({**BOOK, "bad": "name: [\n"}, POLICY)
    ran = crm("query", "true", "--json", *DAY)
    assert (1, 2, True) == (ran.status, len(ran.json["rows"]), "bad.yaml" in ran.told)


@pytest.mark.parametrize("form", ["table", "spoken", "plain", "json", "csv", "markdown", "html"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_groups_are_written_in_every_form_and_language(book, form, language):
    ran = book(
        "query",
        "true",
        "--by",
        "name",
        "--columns",
        "n,max(last_touch),share(segment == 'A') as part",
        "-o",
        form,
        "--lang",
        language,
        *DAY,
    )
    assert (0, True, True, True) == (
        ran.status,
        "[red]Zen" in ran.text.replace("\\", ""),
        "2026-05-04" in ran.text,
        "part" in ran.text,
    )


def test_groups_are_the_same_from_memory_and_without_it_and_another_grouping_is_another_question(
    book,
):
    names = [["query", "true", "--by", by, "--json", *DAY] for by in ("segment", "name", "segment")]
    first = [book(*words).text for words in names]
    assert first[0] == first[2] != first[1]
    assert (
        first
        == [book(*words, "--no-cache").text for words in names]
        == [book(*words).text for words in names]
    )
    assert [{"segment": "A", "n": 1}, {"segment": "B", "n": 1}] == book(*names[0]).json["rows"]
    assert {"segment": None, "n": 2} == book(*names[0]).json["totals"]


def test_options_of_every_report_hold_for_groups_too(book):
    assert [{"name": "[red]Zen", "n": 1}] == book(
        "query", "true", "--by", "name", "--segment", "B", "--json", *DAY
    ).json["rows"]
    told = book("query", "true", "--by", "segment", "--explain", *DAY, "--lang", "en").text
    assert [
        "n: How many records there are.",
        "A · record (1): acme",
        "B · record (1): zen",
    ] == told.splitlines()[-3:]
    cut = book("query", "true", "--by", "segment", "--limit", "1", *DAY).text
    assert (True, False, "1 of 2 shown; --limit 0 shows all.") == (
        "A  " in cut,
        "B  " in cut,
        cut.splitlines()[-1],
    )


def test_what_cannot_be_grouped_is_told_in_both_languages(book):
    ran = book("query", "true", "--columns", "name,n", *DAY)
    assert (2, "", "hint: write --by name, or a figure such as distinct(name)") == (
        ran.status,
        ran.text,
        ran.told.splitlines()[-2],
    )
    korean = book("query", "true", "--columns", "name,n", "--lang", "ko", *DAY)
    assert (2, True) == (korean.status, "--by name" in korean.told)


def test_a_saved_query_with_groups_is_asked_and_judged(crm):
    saved = "language: en\nqueries:\n  load: {where: 'true', by: segment, columns: [n, max(last_touch)], sort: [-n]}\n"
    crm.write(BOOK, saved)
    assert [
        {"segment": "A", "n": 1, "max(last_touch)": "2026-05-04"},
        {"segment": "B", "n": 1, "max(last_touch)": None},
    ] == crm("query", "load", "--json", *DAY).json["rows"]
    assert "saved-query" not in crm("lint", *DAY).text
    for wrong, place in (
        ("by: sgment", "by: sgment"),
        ("columns: [n, mx(last_touch)]", "columns: [n, mx"),
        ("sort: [name]", "sort: [name]"),
    ):
        key = wrong.split(":")[0]
        said = {
            "by": "by: segment",
            "columns": "columns: [n, max(last_touch)]",
            "sort": "sort: [-n]",
        }[key]
        crm.write({}, saved.replace(said, wrong))
        assert place in saved.replace(said, wrong)
        assert (1, 1, True) == (
            (ran := crm("lint", *DAY)).status,
            ran.text.count("saved-query"),
            "crm.yaml:3:" in ran.text,
        )


@pytest.mark.parametrize(
    "text",
    [
        "n,",
        "sum(",
        "a as b as c",
        "n as",
        "sum((((",
        ")",
        "count('",
        "share(,)",
        "\x1b",
        "\udcff",
        "n" * 5000,
        "(" * 5000,
        "sum(" * 50 + ")" * 50,
    ],
)
@pytest.mark.parametrize("option", ["--by", "--columns", "--sort"])
def test_no_text_of_an_option_ends_in_a_traceback(book, option, text):
    ran = book("query", "true", option, text)
    assert ran.status in (0, 2, 4)
    assert "Traceback" not in ran.told
    assert "\x1b" not in ran.told
