"""Every option of every command that asks makes another answer, and so does each of its words: over a book whose days all fall on one (tests/one_day.py), with a past. What each answers stands in answers/*.txt; UPDATE=1 (without -n) writes it anew: read what changed."""

import os
import re
from pathlib import Path
from textwrap import dedent

import one_day
import pytest
from recorded import Recorded

from commands.test_every_option import WRITERS
from crmcli.commands.directory.groups import COMMANDS
from crmcli.commands.root import Commands
from crmcli.commands.shared.options import _SHARED

DAY = ("--as-of", "2026-08-03")
ANSWERS = Path(__file__).parent / "answers"
OF_TODAY = ("map", "lint")  # take no day, and answer for the day on which they are asked
# each option with what comes before it; one that can be several words has a line for each of them
LINES = """
coverage --gaps
coverage --by owner|segment|role
coverage --role cio
coverage --grid
due --days 30
due --mine
due --resting
due --limit 4
pipeline --by owner|owner_tag|product|family|type|segment
pipeline --rotten
pipeline --exits
pipeline --change 2026-06-30 2026-08-02
bant --below 2
qualify --below 2
losses --by stage|product|family|competitor|type|source|owner|owner_tag|month
losses --counter
losses --since 2026-01-01
losses --until 2026-08-02
winrate --by source|owner|owner_tag|type|product|family|segment
winrate --since 2026-01-01
winrate --until 2026-08-02
stance --by owner|segment|role
stance --since 2026-01-01
stance --since 2026-01-01 --matrix
plans --overdue
plans --by owner|kind
team --since 2026-08-03
team --by function|member
stages --since 2026-08-03
stages --by owner|owner_tag|type|segment|source
playbook late --deal acme/late
objections --since 2026-08-03
objections --by owner|owner_tag|stage|product|family
attempts --over
attempts --by channel
map acme --format mermaid|dot
cadence --by account
cadence --floor 20
cadence --calendar
renewals --within 30
retention --months 3
retention --by owner|segment
retention --cohort quarter|year
balance --since 2026-08-03
referrals --tree
satisfaction --by account|owner
satisfaction --since 2026-08-03
whitespace --product core
assets --within 30
assets --all
forecast --method history|category
forecast --by owner|owner_tag|product|family
forecast --quantity
forecast --backtest
velocity --by owner|owner_tag|segment|type
focus --limit-per-rep 1
quality --by status|stage|owner|segment
review --week 2026-07-26
review --week 2026-08-03 --limit 1
trend coverage --months 2
trend coverage --by owner
slips --by owner
history --since 2026-08-01
history --until 2026-07-31
history --who Ada
history --limit 1
history --type log
history --before HEAD
diff HEAD~1 --figures
export cards --version 3.0
export agenda --days 1
export agenda --name Due
export agenda --refresh P1D
export agenda --alarm 1d
export agenda --without people|accounts
find a --in name|contacts|deals|log|tags|research
find a --limit 1
query true --on contacts|deals|log|plans|contracts|cases|surveys|assets
query true --by owner
query true --columns tags
query true --sort -account
query true --limit 1
list --status prospect|customer|dormant
list --columns tags
list --sort -account
list --limit 1
list --known
list --called acme
deal list --account acme
deal list --status won|lost|no_decision|invalid|all
deal list --columns account
deal list --sort -account
deal list --limit 1
contact list --account acme
contact list --status left|all
contact list --columns account
contact list --sort -account
contact list --limit 1
case list --account acme
case list --status closed|all
case list --columns account
case list --status all --sort -case
case list --limit 1
plan list --account acme
plan list --status done|dropped|all
plan list --columns account
plan list --sort -account
plan list --limit 1
contract list --account acme
contract list --status ended|all
contract list --columns account
contract list --sort -account
contract list --limit 1
asset list --account acme
asset list --columns account
asset list --sort -account
asset list --limit 1
lint --timeless
lint --format github|sarif|gitlab
"""
# what is there by default
USUAL = {
    "satisfaction --by about",
    "forecast --by month",
    "forecast --method stage",
    "query --on accounts",
    "list --status all",
    "list --status churned",
    "list --status disqualified",
    "deal list --status open",
    "contact list --status here",
    "case list --status open",
    "plan list --status open",
    "contract list --status running",
    "map --format tree",
    "lint --format text",
    "export cards --version 4.0",
    "lint --format json",
    *(f"find --in {where}" for where in ("plans", "cases", "custom")),  # test_find.py
}
# what needs another book, or changes nothing but the status; each has tests of its own
ELSEWHERE = {
    "cooling --factor",
    "knows --among",
    "lint --changed",
    "lint --fail-on",
    *(f"lint --{name}" for name in ("select", "ignore", "statistics", "fix", "unsafe", "diff")),
    "query --list",
    "init --example",
    "init --commit",
    "doctor --fix",
    "help --man",
    *(
        f"serve --{name}" for name in ("port", "open", "pages", "write")
    ),  # tests/web/test_serving.py
    "site --without",  # tests/web/site/test_without.py
    # what they change are files: tests/commands/test_export_cards.py, test_export_tables.py
    "export cards --split",
    *(
        f"export tables --{name}"
        for name in ("format", "excel", "partition", "since", "history", "views")
    ),
}
ASKING = {"bant": {"--below"}, "qualify": {"--below"}, "stance": {"--by", "--since", "--matrix"}}


@pytest.fixture(scope="module")
def book(shared):
    """The book in its repository, half of it on the last of June."""
    files = {f"accounts/{name}.yaml": text for name, text in one_day.TEXTS.items()}
    it = Recorded(shared.book)
    half = [name for name in files if name < "accounts/d"]
    policy = {"crm.yaml": dedent(one_day.POLICY)}
    it.commit("2026-06-30", policy | {name: files[name] for name in half})
    it.commit("2026-07-31", {name: files[name] for name in files if name not in half})
    moved = files["accounts/acme.yaml"].replace("close: 2026-08-03", "close: 2026-08-20")
    it.commit("2026-08-03", {"accounts/acme.yaml": f"{moved}x-seen: true\n"})
    config = shared.home / "who"
    config.write_text("[user]\n\temail = kim@us.example\n", encoding="utf-8")
    shared.env |= {"GIT_CONFIG_GLOBAL": str(config), "TZ": "UTC"}
    return shared


def asked() -> dict[str, list[str]]:
    """Each option of the lines, with the command lines that give it."""
    found: dict[str, list[str]] = {}
    for line in LINES.strip().split("\n"):
        words = line.split()
        at = max(place for place, word in enumerate(words) if word.startswith("--"))
        head, values = words[: at + 1], words[at + 1 :]
        choices = values[0].split("|") if values else [""]
        command = " ".join(words[:2]) if words[0] == "export" or words[1] == "list" else words[0]
        found.setdefault(f"{command} {words[at]}", []).extend(
            " ".join(filter(None, (*head, choice, *values[1:]))) for choice in choices
        )
    return found


ASKED = asked()


def answer(book, line: str) -> tuple[int, str]:
    words = line.split()
    day = () if words[0] in OF_TODAY or "--change" in words else DAY
    ran = book(*words, *day)
    return ran.status, ran.text


def without(line: str, option: str) -> str:
    """The line without the option and its values."""
    return re.sub(rf" {option}\b.*", "", line)


@pytest.mark.parametrize("option", ASKED)
def test_every_option_and_each_of_its_words_makes_another_answer(book, option):
    lines = ASKED[option]
    plain = answer(book, without(lines[0], option.split()[-1]))
    answers = [answer(book, line) for line in lines]
    assert all(status in (0, 1) for status, _ in (plain, *answers))
    for line, found in zip(lines, answers, strict=True):
        assert plain != found, f"{line} answers as without it"
    assert len({*answers}) == len(answers), "two of the words answer the same"
    if option.split()[0] not in OF_TODAY:
        said = dict(
            zip((without(lines[0], option.split()[-1]), *lines), (plain, *answers), strict=True)
        )
        recorded(ANSWERS / f"{option.rpartition(' ')[0].replace(' ', '-')}.txt", said)


def recorded(page: Path, said: dict[str, tuple[int, str]]) -> None:
    """The page has these answers."""
    now = {
        line: "\n".join(
            each.rstrip()
            for each in (*text.splitlines(), *([f"ends with {status}"] if status else ()), "")
        )
        for line, (status, text) in said.items()
    }
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    parts = re.split(r"^\$ crm (.*)\n", text, flags=re.M)[1:]
    then = dict(zip(parts[::2], parts[1::2], strict=True))
    if os.environ.get("UPDATE"):
        page.parent.mkdir(exist_ok=True)
        then |= now
        page.write_text(
            "".join(f"$ crm {line}\n{each}" for line, each in sorted(then.items())),
            encoding="utf-8",
            newline="\n",
        )
    assert now == {line: then.get(line) for line in now}


def test_every_recorded_answer_is_asked_for():
    lines = {line for each in ASKED.values() for line in each}
    lines |= {without(each[0], option.split()[-1]) for option, each in ASKED.items()}
    pages = {page: page.read_text(encoding="utf-8") for page in ANSWERS.glob("*.txt")}
    assert {*re.findall(r"^\$ crm (.*)\n", "".join(pages.values()), flags=re.M)} <= lines


def readers(command, name: str):
    for word, each in getattr(command, "commands", {}).items():
        yield from readers(each, f"{name} {word}")
    if not hasattr(command, "commands") or command.invoke_without_command:
        yield name, command


def own_options():
    for word in COMMANDS:
        for name, command in readers(Commands(name="crm").get_command(None, word), word):
            for each in command.params:
                if each.param_type_name != "option" or each.name in {*_SHARED, "help"}:
                    continue
                if (
                    name in WRITERS
                    and name.split()[-1] != "list"
                    and not {*each.opts} & ASKING.get(name, set())
                ):
                    continue
                yield name, each


def test_every_option_of_every_command_that_asks_is_in_the_lines_with_each_of_its_words():
    missing = []
    for name, option in own_options():
        said = f"{name} {next(each for each in option.opts if each.startswith('--'))}"
        if said in ELSEWHERE:
            continue
        words = [word.strip("[]") for word in (option.metavar or "").split("|")]
        told = {line.rpartition(" ")[2] for line in ASKED.get(said, ())}
        if said not in ASKED:
            missing.append(said)
        elif len(words) > 1:
            missing += [
                f"{said} {word}"
                for word in words
                if word not in told and f"{said} {word}" not in USUAL
            ]
    assert [] == missing
