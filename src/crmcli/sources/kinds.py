"""What is a file? By what it holds; its name is believed of nothing."""

import re
import zipfile
from contextlib import suppress
from io import BytesIO

from crmcli.domain.table import Message

TEXT, ZIP, HTML, XML = "text", "zip", "html", "xml"
XLSX, XLS, ODS = "xlsx", "xls", "ods"
BOOKS = frozenset({XLSX, XLS, ODS})
_LOOKED = 4096  # bytes of the beginning
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS_SAYS = b"application/vnd.oasis.opendocument.spreadsheet"
# what others begin with, and the word for them
_OTHERS = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"), (b"SQLite format 3", "SQLite"), (b"PAR1", "Parquet"), (b"{\\rtf", "RTF"),
    (b"BEGIN:VCARD", "vCard"), (b"BEGIN:VCALENDAR", "iCalendar"), (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"RIFF", "RIFF"),
)  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|meta|body|table|style|div|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = {
    TEXT: (".csv", ".tsv", ".txt", ".tab"),
    XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    XLS: (".xls", ".xlt"),
    ODS: (".ods", ".ots", ".fods"),
    ZIP: (".zip",),
    HTML: (".html", ".htm"),
    XML: (".xml",),
}


def kind_of(head: bytes, data: bytes | None = None) -> str:
    """The kind, or a word for what is none that can be read, after a `!`.

    `head` is how the file begins. Without all of it, `data`, what a zip holds is not looked at.
    """
    if head.startswith(b"PK"):
        return _in_zip(data) if data is not None else ZIP
    if head.startswith(_OFFICE):
        return XLS
    bare = head[:_LOOKED].removeprefix(b"\xef\xbb\xbf").lstrip()
    for begin, word in _OTHERS:
        if head.startswith(begin) or (begin.startswith(b"BEGIN") and bare.startswith(begin)):
            return f"!{word}"
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    plain = head[2:_LOOKED].replace(b"\0", b"") if wide else bare
    if _HTML.match(plain):
        return HTML
    if plain.startswith(b"<?xml"):
        is_sheet = b"urn:schemas-microsoft-com:office:spreadsheet" in plain
        return XML if is_sheet else "!XML"
    return TEXT


def _in_zip(data: bytes) -> str:
    with suppress(zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {each.filename.replace("\\", "/").lstrip("/") for each in archive.filelist}
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as file:
                    return ODS if file.read(100).startswith(_ODS_SAYS) else "!OpenDocument"
        if "[Content_Types].xml" in names:
            if any(name.lower().startswith("word/") for name in names):
                return "!DOCX"
            if any(name.lower().startswith("ppt/") for name in names):
                return "!PPTX"
            return "!XLSB" if "xl/workbook.bin" in names else XLSX
    return ZIP


def wrong_name(name: str, kind: str) -> Message | None:
    """What is to be told where the name says another kind than the file is."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    said = next((each for each, endings in _SAYS.items() if ending in endings), kind)
    return None if said == kind else Message("told-source-kind", (name, kind.upper()))
