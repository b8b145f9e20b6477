"""Which encoding may bytes be in that carry no mark, are no UTF-8, and that nobody declared?

All are tried on a sample. What makes rare letters, impossible words or control characters of it is
refused; one that is plausible is a guess, several of them are a question.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.sources.eastern import EASTERN, plausibility
from crmcli.sources.lines import fits, misfit
from crmcli.sources.western import WESTERN, can_be, languages_needed

_SHOWN = 40  # characters of a sample that is told
_FIRST, _MORE, _EACH = 2000, 2000, 50  # lines looked at: the first, then every so manieth
_LINE = 4000  # bytes of a line that are looked at
_BYTES = 1 << 20  # that are looked at together
_ENOUGH, _CLEAR = 0.45, 0.15  # of what a guess needs, and of what it is better by than the next
_WORD = re.compile(rb"[A-Za-z\x80-\xff'\-]*[\x80-\xff][A-Za-z\x80-\xff'\-]*")
_BAD = frozenset({"Cc", "Co", "Cn", "Cs"})


class _Guess(NamedTuple):
    """A decoding that makes sense: of the whole sample, or of its words that are not ASCII."""

    codec: str
    score: float
    text: str
    words: Mapping[bytes, frozenset[int]]


def guess(data: bytes, name: str) -> tuple[str, str, str]:
    """What Python calls it, what people are told, and a sample of how it reads.

    Raises CrmError when nothing makes sense of the bytes, or several do.
    """
    sample = _sample(data)
    guesses = [each for each in _guesses(sample) if fits(data, each.codec)]
    guesses = _different(sorted(guesses, key=lambda each: -each.score))
    if not guesses:
        line = misfit(data, "utf-8") or 1
        raise CrmError(
            Message("error-source-encoding", (name, line)),
            Message("hint-source-encoding"),
            status=4,
        )
    best, rest = guesses[0], [each for each in guesses[1:] if not _is_clear(guesses[0], each)]
    if rest:
        raise _asked(name, [best, *rest])
    return best.codec, best.codec, _told(best.text)


def _sample(data: bytes) -> bytes:
    found, seen, size = list[bytes](), 0, 0
    for line in io.BytesIO(data.replace(b"\r", b"\n") if b"\n" not in data else data):
        if line.isascii():
            continue
        seen += 1
        if seen <= _FIRST or (seen % _EACH == 0 and len(found) < _FIRST + _MORE):
            found.append(line if len(line) <= _LINE else _whole(line[:_LINE]))
            size += len(found[-1])
            if size > _BYTES:
                break
    return b"".join(found)


def _whole(cut: bytes) -> bytes:
    """What is cut off ends with its last ASCII sign, lest half a letter be left."""
    end = max(cut.rfind(each) for each in b',;\t" ')
    return cut[: end + 1] + b"\n" if end > 0 else cut + b"\n"


def _guesses(sample: bytes) -> list[_Guess]:
    found = list[_Guess]()
    for eastern in EASTERN:
        text = _decoded(sample, eastern.codec)
        if text is not None:
            score = plausibility(text, eastern)
            found.append(_Guess(eastern.codec, score, text, {}))
    counts = Counter(_WORD.findall(sample))
    for western in WESTERN:
        text = _decoded(sample, western.codec)
        if text is not None and counts:
            words = {each: can_be(each.decode(western.codec), western.languages) for each in counts}
            right = sum(count for each, count in counts.items() if words[each])
            found.append(_Guess(western.codec, right / counts.total(), text, words))
    least = 0.9  # nearly all words of an alphabet, most letters of the East
    return [each for each in found if each.score >= (least if each.words else _ENOUGH)]


def _decoded(sample: bytes, codec: str) -> str | None:
    """The text, None where the bytes do not fit or become what no text holds."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return None
    odd = any(
        unicodedata.category(each) in _BAD and each not in "\t\n\r\x0b\x0c\x1a" for each in {*text}
    )
    return None if odd else text


def _different(guesses: Sequence[_Guess]) -> list[_Guess]:
    """Without those that read the same as a better or more usual one."""
    found = dict[str, _Guess]()
    for each in guesses:
        found.setdefault(each.text, each)
    return [*found.values()]


def _is_clear(best: _Guess, other: _Guess) -> bool:
    """Is the first so much better that nobody need be asked?

    Of two alphabets only the words that differ say anything: by how many are words at all, then by
    how few languages all of them are of.
    """
    if not best.words or not other.words:
        return best.score - other.score >= _CLEAR
    differing = [each for each in best.words if each.decode(best.codec) != each.decode(other.codec)]
    mine, theirs = ([guess.words[each] for each in differing] for guess in (best, other))
    lead = sum(map(bool, mine)) - sum(map(bool, theirs))
    if lead >= _CLEAR * len(differing):
        return True
    return lead >= 0 and languages_needed(mine) < languages_needed(theirs)


def _asked(name: str, guesses: Sequence[_Guess]) -> CrmError:
    first, second = (each.text.split("\n") for each in guesses[:2])
    place = next(
        (
            number
            for number, (one, two) in enumerate(zip(first, second, strict=False))
            if one != two
        ),
        0,
    )
    lines = [each.text.split("\n") for each in guesses]
    told = [
        Message("told-source-candidate", (each.codec, _told(said[min(place, len(said) - 1)])))
        for each, said in zip(guesses, lines, strict=True)
    ]
    return CrmError(
        Message("error-source-encodings", (name, Message("list", tuple(told)))),
        Message("hint-source-encodings", (guesses[0].codec,)),
        status=4,
    )


def _told(text: str) -> str:
    """The cell or word around the first letter that is not ASCII."""
    found = re.search(r"[^\n,;\t\"|]*[^\x00-\x7f][^\n,;\t\"|]*", text)
    return " ".join(found.group().split())[:_SHOWN] if found else ""
