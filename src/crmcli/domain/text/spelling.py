"""When are two spellings one name?

Case, width, composition, diacritics, spaces, punctuation and a person's title make no other one.
"""

import re
import unicodedata

# no letter and a mark
_OWN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Patterns are compiled when they are first needed: most commands compare nothing.
_BESIDE = r"[\W_]+"
_TITLES = (
    "대표이사|부대표|대표|회장|부회장|사장|부사장|전무이사|상무이사|전무|상무|이사|감사|본부장|사업부장|공장장|연구소장|소장|센터장|지점장|실장|팀장|파트장|부장|차장|과장|대리|주임|계장|사원|매니저|책임|선임|수석|연구원"
    "|교수|박사|원장|선생|변호사|회계사|기사|님|씨"
)
_ENDINGS = (
    r"(?<=[가-힣]{2})(?:으로|로|와|과|을|를|은|는|이|가|에|의|에서|에게|께"
    r"|함|됨|했음|하기|했다|때문)\Z"
)
_TITLE_BEHIND = (
    rf"(?P<name>\S.*?)\s+(?:\S*(?:{_TITLES}))(?:\s*님)?|(?P<close>[가-힣]{{2,4}}?)(?:{_TITLES})님?"
)
_TITLE_BEFORE = r"(?i:mr|mrs|ms|miss|dr|prof|sir|herr|frau)\.?\s+(?P<name>\S.*)"


def folded(text: str) -> str:
    """How names are compared: composed, with ㈜ as (주) and full width as half, and without
    regard to case.
    """
    if text.isascii():
        return text.casefold().strip()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).strip()


def plain(text: str) -> str:
    """The same without diacritics: `silhavy` for Šilhavý."""
    found = folded(text)
    if found.isascii():
        return found
    apart = "".join(
        char
        for char in unicodedata.normalize("NFD", found.translate(_OWN))
        if not "\u0300" <= char <= "\u036f"
    )
    return unicodedata.normalize("NFC", apart)


def squeezed(text: str) -> str:
    """Its letters and digits alone."""
    return re.sub(_BESIDE, "", plain(text))


_LONGEST_NAME = 200  # characters; whoever has more has no title among them


def untitled(said: str) -> str:
    """A person's name without the title it is said with: 문소정 상무, 문소정님, Mr.

    Reed; nothing where it is said with none.
    """
    if len(said) > _LONGEST_NAME:
        return ""
    text = unicodedata.normalize("NFC", said).strip()
    found = re.fullmatch(_TITLE_BEFORE, text) or re.fullmatch(_TITLE_BEHIND, text)
    if found is None:
        return ""
    parts = found.groupdict()
    return parts.get("name") or parts.get("close") or ""


def title_word(said: str) -> str:
    """The title at the end of what somebody is called: 부장 of 문소정 영업부장님, else nothing."""
    found = re.search(
        rf"(?:{_TITLES})\Z", said.strip()[-_LONGEST_NAME:].removesuffix("님").rstrip()
    )
    return found[0] if found else ""


def without_ending(word: str) -> str:
    """A Korean word without its particle: `가격` of 가격이."""
    return re.sub(_ENDINGS, "", word)
