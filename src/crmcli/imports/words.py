"""What do words of another system mean here: stages, owners, reasons, sources, products?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.text.spelling import squeezed
from crmcli.imports.cells.near import near
from crmcli.imports.mapping.mapping import Ours
from crmcli.messages import everywhere

ANY = "*"
FREE = frozenset(("segment", "currency"))  # whatever a book calls them
_RESULTS = {
    "won": ("won", "closed won", "win", "수주", "성공", "계약 완료", "계약완료", "성사"),
    "lost": ("lost", "closed lost", "loss", "lose", "실주", "실패", "패배", "수주 실패"),
    "no_decision": ("no decision", "closed no decision", "무산", "보류 종료"),
    "invalid": ("invalid", "duplicate", "deleted", "무효", "중복"),
}
_OPEN = ("open", "in progress", "ongoing", "진행", "진행중", "진행 중")


class Meaning(NamedTuple):
    """What a word is here, and how that is known: `told` by the mapping, `same`, `probable`,
    `new` where crm.yaml would have to get it, or `unknown`.
    """

    ours: Ours
    how: str


class Words:
    """The words of one kind: those that are known, and those that came."""

    def __init__(
        self, kind: str, told: Mapping[str, Ours], known: Mapping[str, Sequence[str]]
    ) -> None:
        self.kind = kind
        self.known = dict(known)
        self.came: Counter[str] = Counter()
        self._told = {squeezed(theirs): ours for theirs, ours in told.items() if theirs != ANY}
        self._others = told.get(ANY)
        self._found: dict[str, Meaning] = {}
        self._ways: dict[str, str] = {}
        self._proposed: dict[str, str] = {}
        self.is_extended = False  # is what is proposed written to crm.yaml?
        for id_, ways in known.items():
            self.learn(id_, ways)

    def learn(self, id_: str, ways: Iterable[str]) -> None:
        """One more word of ours, and how it is called."""
        self.known.setdefault(id_, tuple(ways))
        for each in (id_, *ways):
            if each:
                self._ways.setdefault(squeezed(each), id_)
        self._found.clear()

    def propose(self, id_: str, ways: Iterable[str]) -> None:
        """A word that crm.yaml would get, and how it is called."""
        for each in (id_, *ways):
            if each:
                self._proposed.setdefault(squeezed(each), id_)
        self._found.clear()

    def find(self, theirs: str) -> Meaning:
        """What the word means. An unknown one has a meaning of no word."""
        found = self._found.get(theirs)
        if found is None:
            found = self._found[theirs] = self._look(theirs)
        return found

    def _look(self, theirs: str) -> Meaning:
        said = squeezed(theirs)
        if said in self._told:
            return Meaning(self._told[said], "told")
        if self.kind in FREE:
            return Meaning(Ours(" ".join(theirs.split())), "same")
        if said in self._ways:
            return Meaning(Ours(self._ways[said]), "same")
        if self.kind == "stage":
            for result, ways in _RESULTS.items():
                if said in map(squeezed, ways):
                    return Meaning(Ours(result=result), "probable")
        if self.kind == "result" and said in map(squeezed, _OPEN):
            return Meaning(Ours("open"), "same")
        if said in self._proposed:
            return Meaning(Ours(self._proposed[said]), "new")
        found = near(theirs, self.known, misspelled=self.kind != "owner")
        if found is not None and (found.is_sure or self.kind != "owner"):
            return Meaning(Ours(found.id), "probable")
        if self._others is not None:
            return Meaning(self._others, "told")
        return Meaning(Ours(), "unknown")

    @property
    def signature(self) -> str:
        """Which words there are, and what is told of theirs."""
        known = {*self.known, *(self._proposed.values() if self.is_extended else ())}
        return repr((self.kind, sorted(known), sorted(self._told.items()), self._others))

    def is_known(self, theirs: str) -> bool:
        """May the word be taken for what it means?"""
        how = self.find(theirs).how
        return how != "unknown" and (how != "new" or self.is_extended)

    @property
    def undecided(self) -> list[tuple[str, int]]:
        """Words that came and cannot be taken, with how often."""
        return [
            (theirs, count)
            for theirs, count in self.came.most_common()
            if not self.is_known(theirs)
        ]

    @property
    def unknown(self) -> list[tuple[str, int]]:
        """Words that came and mean nothing here, with how often."""
        return [
            (theirs, count)
            for theirs, count in self.came.most_common()
            if self.find(theirs).how == "unknown"
        ]


def fixed(words: Sequence[str], *kinds: str) -> dict[str, tuple[str, ...]]:
    """Words of the format with what they are called in both languages."""
    return {
        word: tuple(everywhere(*(f"{kind}-{word}" for kind in kinds)).values()) for word in words
    }


def results() -> dict[str, tuple[str, ...]]:
    """How deals end, in the words of other systems."""
    return {**_RESULTS, "open": _OPEN}
