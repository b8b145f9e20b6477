"""One account's text mended, saved or not."""

from datetime import date

from crmcli.app.judging import judge, judged
from crmcli.app.mending.kinds import Mended
from crmcli.app.mending.rounds import ROUNDS, one_round
from crmcli.app.session import Session


def mend_text(
    session: Session, path: str, text: bytes, *, as_of: date | None = None, unsafe: bool = False
) -> tuple[bytes, list[Mended]]:
    """The text with what can be put right in it, and what was; as far as that can be known without
    the other accounts. Nothing is written.
    """
    day = as_of or session.today
    policy = session.policy(day)
    mended: list[Mended] = []
    for _ in range(ROUNDS):
        text, done = one_round(
            path,
            text,
            judge(session, path, text, as_of=day),
            lambda data: judged(path, data, policy, day),
            unsafe=unsafe,
        )
        if not done:
            break
        mended += done
    return text, mended
