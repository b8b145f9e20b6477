"""Files in the usual order: nothing but order changes."""

import pytest
from store.gallery import FILES

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.write.arranging import arranged, log_arranged
from crmcli.store.write.edited import readable
from crmcli.store.write.text_edits import CannotSplice

ORDER = tuple(ACCOUNT.fields)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_sections_go_where_the_format_lists_them_with_the_comments_above_them(end):
    before = """\
# 한빛전자: 파일 머리말

log:
  - {date: 2026-01-02, type: call}   # 둘째
  # 첫 통화
  - {date: 2026-01-01, type: call}

# 사람들
contacts:
  lee: 이동현
name: 한빛전자   # 이름

x-own: 1
roles: {cio: lee}
"""
    after = """\
# 한빛전자: 파일 머리말

name: 한빛전자   # 이름

roles: {cio: lee}
# 사람들
contacts:
  lee: 이동현

log:
  # 첫 통화
  - {date: 2026-01-01, type: call}
  - {date: 2026-01-02, type: call}   # 둘째
x-own: 1
"""
    assert after.replace("\n", end) == arranged(before.replace("\n", end).encode(), ORDER).decode()


def test_entries_of_one_day_keep_their_order():
    text = "name: x\nlog:\n- {date: 2026-01-02, type: call}\n- {date: 2026-01-01, type: call}\n- {date: 2026-01-01, type: visit}\n"
    assert (
        "name: x\nlog:\n- {date: 2026-01-01, type: call}\n- {date: 2026-01-01, type: visit}\n- {date: 2026-01-02, type: call}\n"
        == arranged(text.encode(), ORDER).decode()
    )


@pytest.mark.parametrize(
    "text",
    [
        "name: x\nlog: []\n",
        "{name: x, log: []}\n",
        "",
        "# only a comment\n",
        "name: x\n\n\nowner: kim\n# end",
        "\ufeffname: x\r\nowner: kim\r\n",
    ],
)
def test_a_file_in_order_stays_as_it_is(text):
    assert text.encode() == arranged(text.encode(), ORDER)


def test_the_last_line_without_an_end_stays_the_last_but_for_it():
    assert "name: x\nowner: kim" == arranged(b"owner: kim\nname: x", ORDER).decode()


@pytest.mark.parametrize("name", FILES)
def test_styles_of_all_kinds_keep_every_line_and_are_in_order_afterwards(name):
    data = FILES[name].encode()
    try:
        made = arranged(data, ORDER)
    except CannotSplice:
        # a text that keeps its blank lines cannot tell them from those between sections: refused
        assert name == "literal texts"
        return
    before, after = readable(data), readable(made)
    assert {key: value for key, value in before.items() if key != "log"} == {
        key: value for key, value in after.items() if key != "log"
    }
    assert made == arranged(made, ORDER)
    places = [ORDER.index(key) for key in after if key in ORDER]
    assert places == sorted(places) or made == data


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("321", "321"),
        ("123", "123"),
        ("2130", "3210"),  # most stand below a newer one
        ("0312", "0123"),
        ("121", "112"),  # as many as not
        ("2213", "1223"),  # two of one day say nothing
        ("1123", "1123"),
        ("3112", "1123"),
        ("33213", "33321"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_a_log_goes_the_way_that_most_of_it_goes(days, expected):
    def written(order):
        lines = "".join(
            f"  - {{date: 2026-01-0{day}, type: call, what: {place}}}\n"
            for day, place in zip(order, range(len(order)), strict=True)
        )
        return f"name: A\nlog:\n{lines}".encode()

    made = readable(log_arranged(written(days)))
    assert expected == "".join(each["date"][-1] for each in made["log"] or ())
    # two of one day stay as they stood
    for day in set(days):
        places = [each["what"] for each in made["log"] if each["date"][-1] == day]
        assert places == sorted(places)


@pytest.mark.parametrize(
    "text",
    [
        "? log\n: - {date: 2026-01-02, type: call}\n  - {date: 2026-01-01, type: call}\n",
        "? log\n:\n  - {date: 2026-01-02, type: call}\n  - {date: 2026-01-01, type: call}\n",
    ],
)
def test_a_log_behind_an_odd_key_is_arranged_whole_or_refused(text):
    data = f"name: A\n{text}".encode()
    try:
        made = arranged(data, ORDER)
    except CannotSplice:
        assert ": -" in text
    else:
        assert ["2026-01-01", "2026-01-02"] == [each["date"] for each in readable(made)["log"]]
        assert sorted(data.splitlines()) == sorted(made.splitlines())
