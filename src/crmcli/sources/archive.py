"""A zip within limits: what its directory says is looked at before anything is read, and what is
read is counted.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NoReturn

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.sources import limits

_CHUNK = 1 << 20
_IN_UTF_8 = 0x800  # the flag of a name that is
_ENCRYPTED = 0x1
_LINK = 0o120000
_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"


class Archive:
    """The entries of a zip that are files. Raises CrmError for what is more than the limits, or
    broken.
    """

    def __init__(self, data: bytes, name: str, most: int = limits.ALL) -> None:
        self.data, self.name = data, name
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
            refuse("error-source-zip", name)
        self.entries = [each for each in entries if not each.is_dir()]
        if len(self.entries) > limits.FILES * 10:
            refuse("error-source-too-many", name, limits.FILES * 10)
        if sum(each.file_size for each in self.entries) > most:
            refuse("error-source-zip-bomb", name, most // limits.MB)
        for each in self.entries:
            if each.file_size > max(limits.GROWN, limits.RATIO * each.compress_size):
                refuse("error-source-zip-ratio", name, shown(each), limits.RATIO)

    def chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """What the entry holds, piece by piece: never more than the directory says."""
        if entry.flag_bits & _ENCRYPTED:
            refuse("error-source-zip-locked", self.name, shown(entry))
        raw, left = self.raw(entry), entry.file_size
        if entry.compress_type == zipfile.ZIP_STORED:
            if len(raw) != left:
                refuse("error-source-zip", self.name)
            yield from (bytes(raw[at : at + _CHUNK]) for at in range(0, len(raw), _CHUNK))
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            refuse("error-source-zip", self.name)
        inflate, rest = zlib.decompressobj(-zlib.MAX_WBITS), bytes(raw)
        while not inflate.eof:
            try:
                piece = inflate.decompress(rest, _CHUNK)
            except zlib.error:
                refuse("error-source-zip", self.name)
            left, rest = left - len(piece), inflate.unconsumed_tail
            if left < 0 or not (piece or inflate.eof):
                refuse("error-source-zip", self.name)
            yield piece
        if left:
            refuse("error-source-zip", self.name)

    def raw(self, entry: zipfile.ZipInfo) -> memoryview:
        """The entry's bytes as they lie in the file."""
        begin = entry.header_offset + struct.calcsize(_LOCAL)
        header = self.data[entry.header_offset : begin]
        if len(header) < begin - entry.header_offset or not header.startswith(b"PK\3\4"):
            refuse("error-source-zip", self.name)
        begin += sum(struct.unpack(_LOCAL, header)[-2:])
        found = memoryview(self.data)[begin : begin + entry.compress_size]
        if len(found) != entry.compress_size:
            refuse("error-source-zip", self.name)
        return found

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """All that the entry holds."""
        return b"".join(self.chunks(entry))

    def only(self, entries: Sequence[zipfile.ZipInfo]) -> bytes:
        """A zip of these entries alone, written anew: who reads it sees what we have looked at."""
        out, directory = bytearray(), bytearray()
        for each in entries:
            name, at = each.filename.encode(), len(out)
            sizes = (each.CRC, each.compress_size, each.file_size)
            common = (20, _IN_UTF_8, each.compress_type, 0, 33, *sizes, len(name), 0)
            out += struct.pack(_LOCAL, b"PK\3\4", *common) + name + self.raw(each)
            directory += struct.pack(_CENTRAL, b"PK\1\2", 20, *common, 0, 0, 0, 0, at) + name
        count, size = len(entries), len(directory)
        return bytes(
            out + directory + struct.pack(_END, b"PK\5\6", 0, 0, count, count, size, len(out), 0)
        )


def shown(entry: zipfile.ZipInfo) -> str:
    """The entry's name as it was meant: Korean Windows writes its own encoding, and says none."""
    name = entry.filename
    if not entry.flag_bits & _IN_UTF_8 and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name
        for encoding in ("utf-8", "cp949"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def leads_out(entry: zipfile.ZipInfo) -> bool:
    """Would it lie elsewhere than below the folder it is unpacked in, or lead there?"""
    name = entry.orig_filename.replace("\\", "/")
    is_link = (entry.external_attr >> 16) & 0o170000 == _LINK
    return (
        is_link
        or name.startswith("/")
        or ".." in name.split("/")
        or bool(re.match(r"[A-Za-z]:", name))
        or "\0" in name
    )


def refuse(key: str, *args: object, hint: str = "") -> NoReturn:
    """Raises CrmError."""
    raise CrmError(Message(key, args), Message(hint) if hint else None, status=4)
