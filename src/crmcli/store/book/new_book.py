"""A new book on disk: what `crm init` writes, and never over anything."""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta

from crmcli.domain.errors import CrmError, reason_of
from crmcli.domain.table import Message
from crmcli.store.book.opening import DEFAULTS, refuse_without_policy
from crmcli.store.book.schemas import schemas
from crmcli.store.files.editors import FOLDER, comment
from crmcli.store.files.scan import ACCOUNTS, POLICY
from crmcli.store.git.attributes import ATTRIBUTES, ATTRIBUTES_FILE, IGNORE_FILE, IGNORED, add_line

_EXAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "example")
_DAY = re.compile(r"<([+-][0-9]+)>")
_MONEY = {"ko": ("KRW", "Asia/Seoul"), "en": ("USD", "")}

_HEAD = {
    "en": """\
# What the whole team agreed on. Every key has a built-in default, so this file may stay as short as it is.
# `crm lint` checks it; `crm help format` tells every key.
title: {title}
currency: {currency}
language: {language}
{timezone}{holidays}# days off: what is due then comes forward
defaults: {{rep: owner}}         # who owns an account stands for its roles too, until somebody else is named
# commit: auto                 # commit what every command writes; `crm undo` takes the last one back. Without it: git diff, git restore FILE
{team}
{goals}
# The built-in defaults, for reading and for changing. A top-level key that is given replaces its default whole.
#
""",
    "ko": """\
# 팀 전체가 합의한 내용입니다. 모든 키에 기본값이 있으므로 이대로 짧게 두어도 됩니다.
# `crm lint`로 검사하고, 모든 키는 `crm help format`에 있습니다.
title: {title}
currency: {currency}
language: {language}
{timezone}{holidays}# 쉬는 날: 그날의 할 일은 앞당겨집니다
defaults: {{rep: owner}}         # 다른 사람을 정하기 전에는 거래처 담당자가 그 역할들도 맡습니다
# commit: auto                 # 명령이 쓴 것을 바로 커밋하고, `crm undo`로 마지막 것을 되돌립니다. 없으면 git diff, git restore 파일
{team}
{goals}
# 기본값입니다. 읽고 바꾸기 위한 것이며, 최상위 키를 적으면 그 키의 기본값 전체를 대신합니다.
#
""",
}
# What the comments of the built-in policy say, in languages other than theirs.
COMMENTS: dict[str, dict[str, str]] = {
    "en": {},
    "ko": {
        "a rate over fewer closed deals prints k/n and an interval": "끝난 안건이 이보다 적으면 비율 대신 k/n과 구간으로 보여 줍니다",
        "in order; `guide` and `questions` are what `crm playbook` tells newcomers": "순서대로입니다. `guide`와 `questions`는 `crm playbook`이 새로 온 사람에게 알려 줍니다",
        "criteria met, or mitigated, before presenting": "프레젠테이션 전에 충족하거나 대책을 세워야 할 기준의 수",
        "whom to ask for a referral: 10 of 10 within a year, each once in six months; `false` "
        "asks nobody": "소개를 부탁할 사람: 1년 안에 10점 만점에 10점, 한 사람에게 여섯 달에 한 번; `false`이면 아무에게도 부탁하지 않습니다",
        "12 calls, 4 reviews with material, 2 meetings a year": "한 해에 통화 12번, 자료를 준 리뷰 4번, 미팅 2번",
        'why a deal was not won; "a competitor won" is a field, not a reason': "수주하지 못한 이유입니다. 경쟁사가 이긴 것은 이유가 아니라 따로 적는 항목입니다",
    },
}
_TEAM = {
    "en": """\
# team:                        # yourself first: `crm due --mine` finds you by git's user.email
#   ada: {name: Ada Ferris, function: sales, emails: [ada@us.example]}
""",
    "ko": """\
# team:                        # 본인부터: `crm due --mine`은 git의 user.email로 찾습니다
#   kim-mj: {name: 김민지, function: sales, emails: [mj.kim@us.example]}
""",
}
_GOALS = {
    "en": """\
# Why this book is kept, for `crm goals`: set the figures to where you stand and where you want to be.
# goals:
#   expansion: {why: More from the customers we have, metric: expansion_share, from: {<+0>: 20}, to: {<+365>: 30}}    # percent of the amount won in a year
#   win-rate:  {why: Fewer deals lost for good, metric: win_rate, from: {<+0>: 30}, to: {<+365>: 40}}                 # won / (won + lost), percent
""",
    "ko": """\
# CRM을 쓰는 목표입니다. `crm goals`가 보여 줍니다. 숫자는 지금 값과 이루고 싶은 값으로 바꾸세요.
# goals:
#   expansion: {why: 기존 고객에게서 더 많이, metric: expansion_share, from: {<+0>: 20}, to: {<+365>: 30}}    # 한 해 수주 금액 가운데 비율, 퍼센트
#   win-rate:  {why: 완전한 실패를 줄이기, metric: win_rate, from: {<+0>: 30}, to: {<+365>: 40}}              # 수주 / (수주 + 실주), 퍼센트
""",
}


def new_book(
    folder: str, language: str, country: str | None, today: date, *, example: bool
) -> dict[str, str]:
    """The files of a book for that folder, by path: crm.yaml, and the small example's accounts."""
    records = {POLICY: _policy(folder, language, country, today, example=example)}
    if example:
        records |= {
            f"{ACCOUNTS}/{name}": _dated(text, today)
            for name, text in _example(language).items()
            if name != POLICY
        }
    return {path: f"{comment(path)}\n{text}" for path, text in records.items()}


def make_book(folder: str, files: Mapping[str, str], language: str) -> list[str]:
    """Write these files, and what makes a book of them, and return all that were written.

    Raises CrmError if there is anything it would overwrite, or no room; then nothing is written.
    """
    refuse_without_policy(folder, upwards=False)
    _refuse_taken(folder, files)
    written = {**files, f"{ACCOUNTS}/.gitkeep": "", **schemas(language)}
    lines = {ATTRIBUTES_FILE: ATTRIBUTES, IGNORE_FILE: IGNORED}
    made: list[str] = []
    try:
        _make_folder(os.path.join(folder, ACCOUNTS), made)
        for name, text in written.items():
            _write(os.path.join(folder, name), text, made)
        return [
            *written,
            *(name for name, line in lines.items() if add_line(os.path.join(folder, name), line)),
        ]
    except OSError as error:
        with suppress(OSError):
            for path in reversed(made):
                if os.path.isdir(path):
                    os.rmdir(path)
                else:
                    os.unlink(path)
        raise CrmError(
            Message("error-cannot-save", (error.filename or folder, reason_of(error))),
            Message("hint-init-exists"),
            status=4,
        ) from None


def _refuse_taken(folder: str, files: Iterable[str]) -> None:
    """Raises CrmError where something is there that a book would overwrite."""
    for name in dict.fromkeys((POLICY, ACCOUNTS, FOLDER, *files)):
        if os.path.lexists(os.path.join(folder, name)):
            raise CrmError(
                Message("error-init-exists", (os.path.join(folder, name),)),
                Message("hint-init-exists"),
                status=4,
            )
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise CrmError(
            Message("error-init-exists", (folder,)), Message("hint-init-exists"), status=4
        )


def _make_folder(path: str, made: list[str]) -> None:
    """Make the folder and those above it that are not there, and note each in `made`."""
    missing = []
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    for each in reversed(missing):
        os.mkdir(each)
        made.append(each)


def _write(path: str, text: str, made: list[str]) -> None:
    _make_folder(os.path.dirname(path), made)
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        made.append(path)
        file.write(text)


def _policy(folder: str, language: str, country: str | None, today: date, *, example: bool) -> str:
    currency, zone = _MONEY[language]
    title = re.sub(r"[\"\\\x00-\x1f\x7f]", "", os.path.basename(os.path.abspath(folder))) or "crm"
    head = _HEAD[language].format(
        title=f'"{title}"',
        currency=currency,
        language=language,
        timezone=f"timezone: {zone}\n" if zone else "# timezone: America/New_York\n",
        holidays=f"{_holidays(country):<31}",
        team=_example(language)[POLICY] if example else _TEAM[language],
        goals=_dated(_GOALS[language], today),
    )
    with open(DEFAULTS, encoding="utf-8") as file:
        lines = [
            _told(line, language)
            for line in file.read().splitlines()[1:]
            if not line.startswith("currency:")
        ]
    return head + "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _told(line: str, language: str) -> str:
    """A line of the built-in policy, its comment in the book's language."""
    said, mark, comment = line.partition("# ")
    return f"{said}{mark}{COMMENTS[language].get(comment, comment)}"


def _holidays(country: str | None) -> str:
    return f"holidays: {{country: {country}}}" if country else "# holidays: {country: US}"


def _example(language: str) -> dict[str, str]:
    folder = os.path.join(_EXAMPLES, language)
    texts = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            texts[name] = file.read()
    return texts


def _dated(text: str, today: date) -> str:
    """The example's days, told from the day it is written: it looks alive whenever somebody tries
    it.
    """
    return _DAY.sub(lambda match: (today + timedelta(days=int(match.group(1)))).isoformat(), text)
