"""A word that no id begins with is completed by a name: an id in its place where the shell puts one
there (bash, zsh, PowerShell), else a name that begins so, which stands for the id (fish).
"""

import copy

import pytest

from crmcli.commands.shared.offers import Meant

BOOK = {
    "hanbit-electronics": """
        name: 한빛전자㈜
        owner: kim-mj
        contacts:
          lee-dh: {name: 이동현, roles: [cio]}
          park-jh: {name: 박정호}
        """,
    "haeon": "name: 해온시설\ncontracts: {old: {start: 2025-01-01, end: 2025-12-31}, runs: {start: 2026-01-01}}\n",
    "gs": "name: ㈜강산 푸드\naliases: [Gangsan]\n",
    "vb": "name: '; touch vb; $(touch vb) `touch vb`'\n",
    "vc": "name: '; touch vc & vb'\n",
}
POLICY = """
language: ko
team: {kim-mj: {name: 김민지}, lee-js: {name: 이준서}}
role_sets: {it: {cio: {label: {ko: 전산실장, en: CIO}, level: executive}}}
default_role_set: it
"""


@pytest.fixture(scope="module")
def book(shared):
    shared.write(BOOK, POLICY)
    return shared


def answer(forks, book, shell, line):
    asked = copy.copy(book)
    asked.env = {
        **book.env,
        "_CRM_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.split(" ")[-1],
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    ran = forks(asked)
    assert "" == ran.told
    return sorted(filter(None, ran.text.splitlines()))


@pytest.mark.parametrize(
    ("line", "meant", "name"),
    [
        ("crm show 한빛", "hanbit-electronics", "한빛전자"),
        ("crm show ㅎㅂ", "hanbit-electronics", "ㅎㅂ"),
        ("crm show 강산푸", "gs", "강산푸드"),
        ("crm show ㄱㅅ", "gs", "ㄱㅅ"),
        ("crm show Gang", "gs", "gangsan"),
        ("crm log hanbit-electronics x --with 이", "lee-dh", "이동현"),
        ("crm role hanbit-electronics 전산", "cio", "전산실장"),
        ("crm due --owner 김", "kim-mj", "김민지"),
        ("crm due --owner ㅇㅈ", "lee-js", "ㅇㅈ"),
        ("crm show HAN", "hanbit-electronics", "hanbit-electronics"),
    ],
)
def test_one_is_offered_by_its_id_where_the_shell_puts_it_in_the_place_of_the_word(
    forks, book, line, meant, name
):
    assert [meant] == answer(forks, book, "bash", line)
    assert [f"compadd -U -- {meant}"] == answer(forks, book, "zsh", line)
    assert [meant] == [each.split(":::")[0] for each in answer(forks, book, "powershell", line)]
    (fish,) = answer(forks, book, "fish", line)
    assert [name, True] == [fish.split("\t")[0], meant in fish or name == meant]


def test_what_fish_is_offered_means_the_same(forks, book):
    for name in ("한빛전자", "ㅎㅂ", "강산푸드", "gangsan"):
        assert 0 == forks(book, "show", name).status, name


def test_of_several_each_is_offered_by_its_name_so_that_no_beginning_of_an_id_replaces_it(
    forks, book
):
    assert ["hanbit-electronics"] == answer(forks, book, "bash", "crm show han")
    assert ["touchvbtouchvbtouchvb", "touchvcvb"] == answer(forks, book, "bash", "crm show touch")
    assert ["haeon", "hanbit-electronics"] == answer(forks, book, "bash", "crm show ㅎ")


def test_what_stands_in_a_name_never_reaches_a_shell(forks, book):
    for shell in ("bash", "zsh", "powershell"):
        for line in ("crm show tou", "crm show '; t", "crm show $("):
            for each in answer(forks, book, shell, line):
                word = each.split(":::")[0].split('":"')[0]
                assert not {*";$`&|<>"} & {*word}, each


def test_nothing_begins_so(forks, book):
    assert [] == answer(forks, book, "bash", "crm show 없는")
    assert [] == answer(forks, book, "bash", "crm log hanbit-electronics x --with ㅋ")
    assert "x" == Meant("x") and Meant("x").startswith("y")


def test_a_contract_is_offered_with_its_days_and_one_without_an_end_with_its_first(forks, book):
    assert ["old\t2025-01-01 – 2025-12-31", "runs\t2026-01-01 –"] == [
        each.rstrip() for each in answer(forks, book, "fish", "crm contract end haeon ")
    ]
