"""Which rules are asked for on the command line?"""

from collections.abc import Callable, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.finding import Finding
from crmcli.domain.table import Message
from crmcli.rules.choice import chosen, members
from crmcli.rules.closest import closest
from crmcli.rules.groups import DAYS, GROUPS, WORDS, rule_word


def kept(
    select: Sequence[str] = (), ignore: Sequence[str] = (), *, timeless: bool = False
) -> Callable[[Finding], bool]:
    """Is a finding of the rules asked for? Raises CrmError for a word that is neither a rule nor a
    group.
    """
    wanted, unwanted = _words(select), [*_words(ignore), *([DAYS] if timeless else ())]
    if not wanted and not unwanted:
        return lambda _: True
    rules = chosen(wanted, unwanted)
    return lambda finding: finding.rule in rules


def unknown(said: str) -> CrmError:
    """What is told of a word that is neither a rule nor a group, with the nearest one."""
    near = closest(rule_word(said), WORDS)
    return CrmError(
        Message("error-no-such-rule", (said,)),
        Message("hint-unknown-account", near)
        if near
        else Message("hint-no-such-rule", (", ".join((*GROUPS, DAYS)),)),
    )


def _words(lists: Sequence[str]) -> list[str]:
    """The words of lists with commas."""
    said = [each.strip() for one in lists for each in one.split(",") if each.strip()]
    for each in said:
        if not members(rule_word(each)):
            raise unknown(each)
    return [rule_word(each) for each in said]
