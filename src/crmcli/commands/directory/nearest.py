"""Which command, or which idea, somebody meant whose word is none."""

from collections.abc import Iterable
from unicodedata import normalize

from crmcli.commands.directory.groups import COMMANDS, OTHER_WORDS
from crmcli.commands.directory.topics import LIST, OTHER_NAMES, TOPICS
from crmcli.commands.shared.nearest import is_korean, nearest
from crmcli.domain.text.keyboard import typed_in_hangul

# what one command calls so another calls otherwise
_ALIKE = (
    ("add", "create", "new", "open", "추가", "등록", "생성", "접수"),
    ("amount", "금액"),
    ("calendar", "달력", "일정"),
    ("cards", "명함", "연락처"),
    ("change", "edit", "set", "update", "변경", "수정", "편집"),
    ("clear", "비우기", "지우기"),
    ("close", "done", "end", "끝", "완료", "종료", "처리"),
    ("close", "마감"),
    ("delete", "drop", "left", "remove", "삭제", "중단", "퇴사"),
    ("list", "ls", "show", "목록", "보기"),
    ("lose", "lost", "실주"),
    ("mail", "메일", "이메일"),
    ("move", "stage", "단계"),
    ("move", "이직"),
    ("next", "다음", "약속"),
    ("probability", "확률"),
    ("progress", "진행"),
    ("qualify", "검증"),
    ("renew", "갱신", "재계약"),
    ("reopen", "다시"),
    ("stance", "태도"),
    ("step", "마무리"),
    ("verbal", "구두", "구두합의"),
    ("win", "won", "수주"),
)

# what is done by a command within one, beside the report of it
WITHIN = {
    way: commands
    for ways, commands in (
        (("amount", "금액"), ("deal amount",)),
        (("lose", "lost", "실주"), ("deal lose", "losses")),
        (("move",), ("deal stage", "contact move")),
        (("next", "다음"), ("deal next",)),
        (("약속",), ("deal next", "due")),
        (("renew", "갱신", "재계약"), ("contract renew", "renewals")),
        (("reopen",), ("deal reopen",)),
        (("stage", "단계"), ("deal stage", "stages")),
        (("win", "won", "수주"), ("deal win", "winrate")),
    )
    for way in ways
}


def nearest_commands(word: str, saved: Iterable[str] = ()) -> list[str]:
    """By what is done, by its keys, where the keyboard stood on Hangul, by what others call them,
    or by spelling; with what the book keeps under a name.
    """
    within = WITHIN.get(normalize("NFC", word.casefold()), ())
    return [*within] or _nearest_of_all(word, saved)


def _nearest_of_all(word: str, saved: Iterable[str] = ()) -> list[str]:
    return nearest(word, {**OTHER_WORDS, **{name: name for name in (*saved, *COMMANDS)}})


def begun_commands(begun: str) -> list[str]:
    """The commands whose name begins so, by its keys where the keyboard stood on Hangul; else those
    that Koreans call by a word that begins so.
    """
    plain = [name for name in COMMANDS if name.startswith(begun)]
    if plain or begun.isascii():
        return plain
    keys, word = typed_in_hangul(begun), normalize("NFC", begun)
    meant = [name for way, name in OTHER_WORDS.items() if way.startswith(word)]
    return [name for name in COMMANDS if name in meant] or [
        name for name in COMMANDS if name.startswith(keys)
    ]


def begun_within(begun: str, known: Iterable[str]) -> list[str]:
    """Of the commands within one: those that Koreans call by a word that begins so, else those
    whose name begins so by its keys.
    """
    keys, word, names = typed_in_hangul(begun), normalize("NFC", begun), list(known)
    alike = {
        each for group in _ALIKE if any(way.startswith(word) for way in group) for each in group
    }
    return [each for each in names if each in alike] or [
        each for each in names if each.startswith(keys)
    ]


def nearest_pages(word: str) -> list[str]:
    """The same of the ideas, and then of the commands; for a word in Hangul by their Korean
    names.
    """
    other = {way: way for way in OTHER_NAMES} if is_korean(word) else OTHER_NAMES
    names = {**other, **{name: name for name in (*COMMANDS, *TOPICS, LIST)}}
    return nearest(word, names) or _nearest_of_all(word)


def nearest_within(word: str, known: Iterable[str]) -> list[str]:
    """Of the commands within one: those of the same meaning, else by keys or spelling."""
    low, names = normalize("NFC", word.casefold()), list(known)
    alike = {each for group in _ALIKE if low in group for each in group}
    return [each for each in names if each in alike] or nearest(
        word, {name: name for name in names}
    )
