"""Which commands only read, and which options have they? What a saved command line may name.

It stands here as data, so that a rule can judge crm.yaml without any command; a test holds it to
the commands themselves. What may write when words are added (`bant`, `qualify`, `stance`) is none.
"""

from collections.abc import Mapping

# Only with options: a word behind them would be another command, which writes.
BARE = frozenset(("team",))
# What all of them have; an option ends with a `=` for each value that it takes.
_SHARED = (
    "--as-of= --at= --owner= --segment= --tag= --output= -o= --json --explain --lang= "
    "--no-cache --no-pager --bom"
)
# By command: its own options, and behind a `-` by itself what it has not of those above.
_OWN: Mapping[str, str] = {
    "asset list": "--account= --columns= --limit= --sort=",
    "assets": "--all --within=",
    "attempts": "--by= --over",
    "balance": "--since=",
    "blame": "- --owner= --segment= --tag=",
    "blind": "",
    "brief": "- --owner= --segment= --tag=",
    "cadence": "--by= --calendar --floor=",
    "case list": "--account= --columns= --limit= --sort= --status=",
    "contact list": "--account= --columns= --limit= --sort= --status=",
    "contract list": "--account= --columns= --limit= --sort= --status=",
    "cooling": "--factor=",
    "coverage": "--by= --gaps --grid --role=",
    "deal list": "--account= --columns= --limit= --sort= --status=",
    "diff": "--figures - --at=",
    "due": "--days= --limit= --mine --resting",
    "export agenda": "--alarm= --days= --name= --refresh= --without= - --explain --output= -o=",
    "export cards": "--version= - --explain --output= -o=",
    "find": "--in= --limit=",
    "focus": "--limit-per-rep=",
    "forecast": "--backtest --by= --method= --quantity",
    "goals": "",
    "history": "--before= --kind= --limit= --since= --type= --until= --who= -t=",
    "knows": "--among=",
    "lint": "--changed --explain --fail-on= --format= --ignore="
    " --select= --statistics --timeless - --at=",
    "list": "--called= --columns= --known --limit= --sort= --status=",
    "losses": "--by= --counter --since= --until=",
    "map": "--format= - --owner= --segment= --tag=",
    "objections": "--by= --since=",
    "orphans": "",
    "pipeline": "--by= --change== --exits --rotten",
    "plan list": "--account= --columns= --limit= --sort= --status=",
    "plans": "--by= --overdue",
    "playbook": "--deal=",
    "quality": "--by=",
    "query": "--by= --columns= --limit= --list --on= --sort=",
    "referrals": "--tree",
    "renewals": "--within=",
    "retention": "--by= --cohort= --months=",
    "review": "--limit= --week=",
    "satisfaction": "--by= --since=",
    "show": "- --owner= --segment= --tag=",
    "slips": "--by=",
    "stages": "--by= --since=",
    "team": "--by= --since=",
    "trend": "--by= --months= - --at=",
    "velocity": "--by=",
    "whitespace": "--product=",
    "winrate": "--by= --since= --until=",
}


def _options(own: str) -> dict[str, int]:
    """Each option, and how many values it takes."""
    more, _, less = f" {own} ".partition(" - ")
    words = [each for each in (*_SHARED.split(), *more.split()) if each not in less.split()]
    return {each.rstrip("="): each.count("=") for each in words}


READING: Mapping[str, Mapping[str, int]] = {name: _options(own) for name, own in _OWN.items()}
# Every other name that is taken; `help` is one, too.
OTHERS = (
    "account",
    "apply",
    "bant",
    "cache",
    "completion",
    "doctor",
    "done",
    "edit",
    "fmt",
    "forget",
    "handover",
    "help",
    "import",
    "init",
    "log",
    "merge-file",
    "new",
    "qualify",
    "rename",
    "research",
    "role",
    "schema",
    "serve",
    "site",
    "stance",
    "status",
    "survey",
    "tour",
    "undo",
)
TAKEN = {*OTHERS, *(name.partition(" ")[0] for name in READING)}
