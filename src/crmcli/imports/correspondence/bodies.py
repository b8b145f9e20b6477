"""What somebody wrote in a mail: its first text, without what it answers and without its markup."""

import re
from email import message_from_bytes
from email.message import Message as Part
from html.parser import HTMLParser

from crmcli.imports.correspondence.encoded import as_text, codec

LONGEST = 2000  # characters, as of every field that is imported
_PARTS = 50  # of one mail that are looked at
# behind one of these stands what the mail answers or forwards, or a signature
_END = re.compile(
    r"(?:-{2,} ?(?:original message|원본 메일|원본 메시지|forwarded message|전달된 메시지)"
    r"|_{20,}\s*$|(?:from|보낸 ?사람|von) ?:\s.*@|보낸 날짜 ?:|-- $)",
    re.IGNORECASE,
)
# who wrote what is quoted below
_WROTE = re.compile(
    r"(?:on .{4,200} wrote:|.{0,60}\d{4}년 .{4,200}(?:작성|씀|님이).{0,20}"
    r"|am .{4,200} schrieb.{0,100}:)\s*$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "ul", "ol", "blockquote"}
_SILENT = {"script", "style", "head", "title"}


def written(data: bytes) -> tuple[str, bool]:
    """The text, and whether it was cut. Nothing where there is none, or none that can be read.

    `data` is the beginning of the mail, headers and all; what is beyond it was never read.
    """
    try:
        text = _first_text(message_from_bytes(data))
    except (RecursionError, ValueError, LookupError, AssertionError):
        return "", False  # deeper than anybody nests, or no mail at all
    text = unquoted(_HIDDEN.sub("", text))
    if len(text) <= LONGEST:
        return text, False
    return text[: LONGEST - 1].rstrip() + "…", True


def _first_text(mail: Part) -> str:
    html = ""
    for number, part in enumerate(mail.walk()):
        if number >= _PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() or kind not in ("text/plain", "text/html"):
            continue
        data = part.get_payload(decode=True)
        charset = codec(str(part.get_content_charset() or ""))
        text = as_text(data if isinstance(data, bytes) else b"", charset)
        if kind == "text/plain" and text.strip():
            return text
        html = html or text
    return _plain(html) if html else ""


class _Reader(HTMLParser):
    """The text of a page, a line where a browser begins one; what was quoted is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent, self._quoted = 0, 0

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - the library's signature
    ) -> None:
        self._silent += tag in _SILENT
        self._quoted += tag == "blockquote"
        if tag in _BREAKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        if tag in _BREAKS - {"br"}:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._quoted:
            self.said.append(" ".join(data.split()) + " " if data.strip() else " ")


def _plain(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return "".join(reader.said)


def unquoted(text: str) -> str:
    """The text without the lines of others that it quotes, and without what stands below it: the
    mail it answers or forwards, a signature. At most one blank line stands between two others.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _END.match(line):
            break
        if line.lstrip()[:1] == ">":
            continue
        if _WROTE.match(line):
            below = next((each for each in lines[place + 1 :] if each.strip()), "")
            if below.lstrip()[:1] != ">":
                break
            continue
        kept.append(" ".join(line.split()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
