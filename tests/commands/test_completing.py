"""What the shell offers while an editing command is typed."""

import copy

import pytest

from commands.hands import BRACES
from commands.test_edit_commands import DAEHAN, RULES


@pytest.fixture(scope="module")
def book(shared):
    shared.write({"hanbit": BRACES, "daehan": DAEHAN}, RULES)
    return shared


def completed(forks, book, line):
    """What bash would be offered after this line."""
    asked = copy.copy(book)
    asked.env = {**book.env, "_CRM_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    ran = forks(asked)
    assert "" == ran.told
    return ran.text.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("crm log ", ["daehan", "hanbit"]),
        ("crm contact ", ["add", "edit", "left", "move"]),
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
        ("crm bant hanbit p", ["pt2"]),
        ("crm contract end hanbit ", ["c-2024"]),
        ("crm case close hanbit ", ["night"]),
        ("crm survey hanbit ", ["csat", "nps", "trust"]),
        ("crm asset add hanbit ", ["batch", "core"]),
        ("crm new x --referred-by ha", ["hanbit"]),
        ("crm edit d", ["daehan"]),
        ("crm rename d", ["daehan"]),
        ("crm contact left nobody ", []),
    ],
    ids=lambda value: value.strip() if isinstance(value, str) else "",
)
def test_the_shell_completes_names_of_the_book_where_they_belong(forks, book, line, offered):
    assert offered == sorted(completed(forks, book, line))
