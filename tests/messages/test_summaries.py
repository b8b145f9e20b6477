"""What a command is for stands in a whole sentence, in both languages: in the map of `crm --help`, and at the beginning of its own help."""

import re

import pytest

from commands.registry import commands
from crmcli.commands.shared.help.korean import told
from crmcli.domain.text.width import cells
from crmcli.messages.en.commands import TEXTS as EN
from crmcli.messages.ko.commands import TEXTS as KO

KEYS = sorted(key for key in EN if key.startswith("command-"))
HELPS = {name: each.help.split("\n\n")[0] for name, each in commands() if name}
# a sentence asks, or bids: what it begins with
ASKS = {
    "Are",
    "Did",
    "Do",
    "Does",
    "How",
    "Is",
    "Of",
    "What",
    "Where",
    "Which",
    "Who",
    "Whom",
    "Why",
}
BIDS = {
    "Add", "Change", "Close", "Export", "Forget", "Give", "Keep", "Let", "List", "Make", "Merge", "Move", "Note",
    "Open", "Plan", "Print", "Put", "Replace", "Say", "Show", "Take", "Tick", "Walk", "Write",
}  # fmt: skip


def is_sentence(text: str) -> bool:
    first = re.split(r"(?<=[.?])(?= |$)", " ".join(text.split()))[0]
    word = re.split(r"[ ,]", first)[0]
    return (word in ASKS and first.endswith("?")) or (word in BIDS and first.endswith("."))


def is_korean_sentence(text: str) -> bool:
    # not a heading with a list behind it
    return bool(re.search(r"(?:니다\.|니까\?)$", text)) and not re.match(r"[가-힣, ]+: ", text)


@pytest.mark.parametrize("key", KEYS)
def test_the_line_of_a_command_is_a_sentence_and_fits(key: str) -> None:
    assert is_sentence(EN[key]), EN[key]
    assert is_korean_sentence(KO[key]), KO[key]
    assert max(cells(EN[key]), cells(KO[key])) <= 64


@pytest.mark.parametrize("name", sorted(HELPS))
def test_help_begins_with_a_sentence(name: str) -> None:
    assert is_sentence(HELPS[name]), HELPS[name]
    assert is_korean_sentence(told(HELPS[name])), told(HELPS[name])
