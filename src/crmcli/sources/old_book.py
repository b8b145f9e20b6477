"""The .xls of before 2007: its one stream taken out of the container, measured, and put into a new
container, so that the reader sees what we have looked at and nothing else.
"""

import struct
from collections.abc import Iterator
from typing import NoReturn

from crmcli.sources import limits
from crmcli.sources.archive import refuse

_SECTOR, _SMALL = 512, 4096  # bytes; a stream of fewer than the second lies in pieces of 64
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NAMES = ("Workbook", "Book")
_CELLS = frozenset({0x06, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E})  # row and column first
_SEVERAL = frozenset({0xBD, 0xBE})  # the last column last
_BOUND_SHEET, _CLOSES, _STRINGS = 0x85, 0x0A, 0xFC
_MOST = 255  # sheets


class _Container:
    """Streams in a compound file."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name
        shift, mini = struct.unpack_from("<HH", data, 0x1E)
        if shift not in {9, 12} or mini != 6:
            self.broken()
        self.size = 1 << shift
        self.start, _, self.cutoff, mini_fat, _, more, _ = struct.unpack_from("<7I", data, 0x30)
        self.fat = self._table(more)
        self.mini = self._numbers(self.chain(mini_fat))

    def broken(self) -> NoReturn:
        refuse("error-source-broken", self.name)

    def _table(self, more: int) -> list[int]:
        """Which sector follows which."""
        places, per, seen = list(struct.unpack_from("<109I", self.data, 0x4C)), self.size // 4, 0
        while more < _FAT and seen <= len(self.data) // self.size:
            *found, more = self._numbers(self.sector(more))
            places += found[: per - 1]
            seen += 1
        return [
            each for place in places if place < _FAT for each in self._numbers(self.sector(place))
        ]

    def _numbers(self, part: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4])

    def sector(self, place: int) -> bytes:
        begin = (place + 1) * self.size
        return self.data[begin : begin + self.size]

    def chain(self, place: int) -> bytes:
        """The sectors that follow one another from this one."""
        parts, most = list[bytes](), len(self.data) // self.size + 1
        while place < _FAT:
            if place >= len(self.fat) or len(parts) > most:
                self.broken()
            parts.append(self.sector(place))
            place = self.fat[place]
        return b"".join(parts)

    def streams(self) -> dict[str, bytes]:
        """The streams that may be a workbook, by name."""
        directory, found, small = self.chain(self.start), dict[str, bytes](), b""
        for at in range(0, len(directory) - 127, 128):
            entry = directory[at : at + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            place, size = struct.unpack_from("<II", entry, 116)
            if kind == 5:
                small = self.chain(place)
            elif kind == 2 and name in {*_NAMES, "EncryptedPackage"}:
                found[name] = (
                    self.chain(place)[:size]
                    if size >= self.cutoff
                    else self.pieces(small, place, size)
                )
        return found

    def pieces(self, small: bytes, place: int, size: int) -> bytes:
        """A small stream."""
        parts = list[bytes]()
        while place < _FAT:
            if place >= len(self.mini) or len(parts) > len(small) // 64:
                self.broken()
            parts.append(small[place * 64 : place * 64 + 64])
            place = self.mini[place]
        return b"".join(parts)[:size]


def measured(data: bytes, name: str) -> bytes:
    """The workbook in a container of its own. Raises CrmError for what is none, or too large."""
    try:
        streams = _Container(data, name).streams()
        if "EncryptedPackage" in streams:
            refuse("error-source-password", name)
        stream = next((streams[each] for each in _NAMES if each in streams), None)
        if stream is None:
            refuse("error-source-broken", name)
        _measure(stream, name)
    except (struct.error, ValueError, IndexError):
        refuse("error-source-broken", name)
    return _contained(stream)


def _measure(stream: bytes, name: str) -> None:
    """The sheets begin where the workbook says; each is read from there, so all are counted."""
    total, places, known = 0, list[int](), dict[int, int]()
    for kind, body in _records(stream, 0):
        if kind == _BOUND_SHEET:
            places.append(int(struct.unpack_from("<I", body)[0]))
        elif kind == _STRINGS and struct.unpack_from("<II", body)[1] > len(stream):
            refuse("error-source-broken", name)
    if len(places) > _MOST:
        refuse("error-source-broken", name)
    for place in places:
        if place not in known:
            known[place] = _area(stream, place)
        total += known[place]
        if total > limits.CELLS:
            refuse("error-source-cells-old", name, limits.CELLS)


def _area(stream: bytes, place: int) -> int:
    """Of the rectangle that holds all cells of the sheet."""
    low, high, left, right = 1 << 16, -1, 1 << 16, -1
    for kind, body in _records(stream, place):
        if kind in _CELLS or kind in _SEVERAL:
            row, column = struct.unpack_from("<HH", body)
            low, high, left, right = (
                min(low, row),
                max(high, row),
                min(left, column),
                max(right, column),
            )
            if kind in _SEVERAL:
                right = max(right, struct.unpack("<H", body[-2:])[0])
    return max(0, high - low + 1) * max(0, right - left + 1)


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _CLOSES:
            return
        place += 4 + length


def _contained(stream: bytes) -> bytes:
    """A compound file of this stream alone."""
    stream = stream.ljust(_SMALL, b"\0")
    count = -(-len(stream) // _SECTOR)
    fats = -(-(count + 1) // 127)  # each says what follows 128 sectors, itself too
    extra = max(0, -(-(fats - 109) // 127))
    fat = (
        [_FAT] * fats
        + [0xFFFFFFFC] * extra
        + [_END]
        + [*range(fats + extra + 2, fats + extra + 1 + count), _END]
    )
    fat += [_FREE] * (fats * 128 - len(fat))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    )
    more = fats if extra else _END
    head += struct.pack("<9I", 0, fats, fats + extra, 0, _SMALL, _END, 0, more, extra)
    places = [*range(fats)] + [_FREE] * max(0, 109 - fats)
    head += struct.pack("<109I", *places[:109])
    chained, rest = b"", places[109:]
    for number in range(extra):
        part = rest[number * 127 : number * 127 + 127]
        part += [_FREE] * (127 - len(part))
        follows = fats + number + 1 if number + 1 < extra else _END
        chained += struct.pack("<128I", *part, follows)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(
        "Workbook", 2, _FREE, fats + extra + 1, len(stream)
    )
    body = stream.ljust(count * _SECTOR, b"\0")
    return head + struct.pack(f"<{len(fat)}I", *fat) + chained + directory + bytes(256) + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    said = name.encode("utf-16-le")
    return said.ljust(64, b"\0") + struct.pack(
        "<HBB3I16x4x16xIII", len(said) + 2, kind, 1, _FREE, _FREE, child, start, size, 0
    )
