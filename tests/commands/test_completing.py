"""What the shell offers while an editing command is typed."""

import copy
import sqlite3
from contextlib import closing

import pytest

from crmcli.domain.text.width import cells

from commands.hands import BRACES
from commands.test_edit_commands import DAEHAN, RULES


@pytest.fixture(scope="module")
def book(shared):
    shared.write(
        {
            "hanbit": BRACES,
            "daehan": DAEHAN.replace(
                "deals: {",
                "deals: {z: {steps: {paper: }}, y: {steps: {seal: , sign: , legal: 2025-01-01}}, ",
            ),
        },
        f"{RULES}fields: {{erp: {{on: account}}}}\n",
    )
    return shared


def completed(forks, book, line):
    """What bash would be offered after this line."""
    asked = copy.copy(book)
    asked.env = {
        **book.env,
        "_CRM_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    ran = forks(asked)
    assert "" == ran.told
    return ran.text.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("crm log ", ["daehan", "hanbit"]),
        ("crm contact ", ["add", "edit", "left", "list", "move", "stance"]),
        ("crm contact edit ha", ["hanbit"]),
        ("crm contact left hanbit ", ["lee", "park", "seo"]),
        ("crm contact move hanbit lee --to da", ["daehan"]),
        ("crm log hanbit --with ", ["lee", "park", "seo"]),
        ("crm log hanbit x --with lee --with p", ["park"]),
        ("crm log hanbit --deal ", ["old", "pt2"]),
        ("crm log hanbit --type me", ["meeting", "message"]),
        ("crm log 한빛 --by k", ["kim-mj"]),
        ("crm role hanbit c", ["ceo", "cfo", "cio"]),
        ("crm role hanbit cfo --contact l", ["lee"]),
        ("crm stance hanbit l", ["lee"]),
        ("crm stance hanbit lee ", ["friendly", "negative", "neutral"]),
        ("crm plan add hanbit --for p", ["park"]),
        ("crm plan done hanbit ", ["intro"]),
        ("crm deal stage hanbit p", ["pt2"]),
        ("crm deal stage hanbit pt2 cl", ["closing"]),
        ("crm deal lose hanbit pt2 --reason ", ["other", "price"]),
        ("crm bant hanbit", ["hanbit", "hanbit/old", "hanbit/pt2"]),
        ("crm query true --by se", ["segment", "service_contact"]),
        ("crm query true --on deals --by owner,st", ["owner,stage", "owner,stage_days"]),
        ("crm query true --on deals --columns n,me", ["n,mean(", "n,median("]),
        ("crm query true --on deals --by fam", ["families"]),
        ("crm winrate --by ow", ["owner", "owner_tag"]),
        ("crm bant hanbit p", ["pt2"]),
        ("crm contract end hanbit ", ["c-2024"]),
        ("crm deal step daehan z ", ["paper"]),
        ("crm deal step daehan y s", ["seal", "sign"]),
        ("crm deal step daehan y --done 2025-08-04 ", ["seal", "sign"]),
        ("crm case close hanbit ", ["night"]),
        ("crm survey hanbit ", ["csat", "nps", "trust"]),
        ("crm asset add hanbit ", ["batch", "core"]),
        ("crm asset edit hanbit ", ["core"]),
        ("crm account ha", ["hanbit"]),
        ("crm deal new hanbit x --product b", ["batch"]),
        ("crm deal new hanbit x --person s", ["seo"]),
        ("crm log hanbit x --stance l", ["lee"]),
        ("crm contact add hanbit x --reports-to p", ["park"]),
        ("crm account hanbit --service-contact h", ["han-se"]),
        ("crm account hanbit --source re", ["referral", "repeat"]),
        ("crm account hanbit --custom ", ["erp="]),
        ("crm account hanbit --role-set ", ["it"]),
        ("crm research hanbit --decision-maker p", ["park"]),
        ("crm deal edit hanbit pt2 --sourced-by m", ["manager", "marketing"]),
        ("crm deal verbal hanbit ", ["old", "pt2"]),
        ("crm deal step hanbit pt2 ", []),
        ("crm deal step daehan y ", ["seal", "sign"]),
        ("crm deal probability hanbit pt2 5 --by k", ["kim-mj"]),
        ("crm new x --referred-by ha", ["hanbit"]),
        ("crm edit d", ["daehan"]),
        ("crm rename d", ["daehan"]),
        ("crm contact left nobody ", []),
        ("crm help 역", ["역할"]),
        ("crm ㅔㅑ", ["pipeline"]),  # what the keys of `pi` give on Hangul
        ("crm ㅔㅣㅁ", ["plan", "plans", "playbook"]),
        ("crm 파이", ["pipeline"]),
        ("crm 미팅", ["brief"]),
        ("crm deal 추", ["new"]),
        ("crm deal 수주", ["win"]),
        ("crm deal ㅜㄷㅈ", ["new"]),  # what the keys of `new` give on Hangul
        ("crm 뷁", []),
        ("crm deal ㅣㅑ", ["list"]),
        ("crm deal 뷁", []),
        ("crm show ㅗ무", ["hanbit"]),
        ("crm show 뷁", []),
        ("crm help 기", ["기준일"]),
        ("crm help gat", ["gates"]),
    ],
    ids=lambda value: value.strip() if isinstance(value, str) else "",
)
def test_the_shell_completes_names_of_the_book_where_they_belong(forks, book, line, offered):
    assert offered == sorted(completed(forks, book, line))


def test_other_shells_and_books_in_folders_with_spaces_are_understood_too(crm, forks, tmp_path):
    crm.write(
        {
            "hanbit": "name: 한빛\nsegment: A\ntags: [의료, it]\n",
            "haeon": "name: 해온\nsegment: B\n",
        },
        book=tmp_path / "우리 거래처",
    )

    def offered(line, shell="zsh"):
        asked = copy.copy(crm)
        asked.book, asked.env = (
            tmp_path,
            {
                **crm.env,
                "_CRM_COMPLETE": f"complete_{shell}",
                "_TYPER_COMPLETE_ARGS": line,
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            },
        )
        return sorted(
            word.split('":"')[0].strip('()"')
            for word in forks(asked)
            .text.strip()
            .removeprefix("_arguments '*: :(")
            .removesuffix(")'")
            .split("\n")
        )

    assert ["haeon", "hanbit"] == offered("crm -C '우리 거래처' show ha")
    assert ["hanbit"] == offered(f'crm show -C "{tmp_path}/우리 거래처" "han')
    assert ["A", "B"] == offered("crm list -C 우리\\ 거래처 --segment ")
    assert ["it", "의료"] == offered("crm new x -C '우리 거래처' --tag ")
    assert ["haeon", "hanbit"] == [
        each.split("\t")[0] for each in offered("crm -C '우리 거래처' show ha", "fish")
    ]


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("words", ["crm ", "crm due ", "crm log "])
def test_each_offer_is_one_line_however_long_its_text_is(forks, book, shell, language, words):
    crm = copy.copy(book)
    line = f"{words}--"
    crm.env = {
        **book.env,
        "LANG": f"{language}.UTF-8",
        "_CRM_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "--",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    told = forks(crm).text.strip().removeprefix("_arguments '*: :((").splitlines()
    assert any(cells(each) > 80 for each in told)
    assert [] == [each for each in told if not each.lstrip('"').startswith("--")]


def test_what_completion_read_is_read_once(crm, forks):
    crm.write({"alpha": "name: Alpha\n"}, "")
    assert ["alpha"] == completed(forks, crm, "crm show al")
    (path,) = crm.cache.glob("*.sqlite")
    with closing(sqlite3.connect(path)) as db:
        assert [("accounts/alpha.yaml",)] == db.execute("select path from tree").fetchall()
