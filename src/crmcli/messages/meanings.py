"""How answers write a fixed word of the format, and what it means to a reader?"""

from crmcli.domain.label import Label
from crmcli.messages import everywhere

# of the texts that say a word for readers, the surest first
KINDS = (
    "means",
    "word",
    "stance",
    "type",
    "answer",
    "col",
)


def shown_as(word: str) -> list[str]:
    """How answers write it, in every language: what is read may be typed."""
    return list(
        dict.fromkeys(
            text
            for kind in KINDS
            for text in everywhere(f"{kind}-{word}").values()
            if "{" not in text
        )
    )


def meaning(word: str) -> Label:
    """What it is for readers, in every language; nothing for what is called so everywhere, such as
    `json`.
    """
    return everywhere(*(f"{kind}-{word}" for kind in KINDS))
