"""Text compressed in pieces that can be put together: none has to be compressed again, nor read for
the checksum of the whole.
"""

import zlib
from functools import cache
from typing import NamedTuple

_POLYNOMIAL = 0xEDB88320  # of CRC-32, the lowest power first
_ONE = 1 << 31
END = b"\x03\x00"  # an empty last block


class Piece(NamedTuple):
    """Blocks of deflate that end with a byte and look back at nothing before them."""

    data: bytes
    size: int  # of what was compressed
    crc: int


def deflated(text: str) -> Piece:
    """The text as a piece."""
    said = text.encode()
    packer = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
    data = packer.compress(said) + packer.flush(zlib.Z_FULL_FLUSH)
    return Piece(data, len(said), zlib.crc32(said))


def inflated(data: bytes) -> str:
    """The text of a piece."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data).decode()


def joined_crc(first: int, second: int, size: int) -> int:
    """The checksum of two texts together, of those of each and the size of the second.

    Zeros after the first would multiply it by a power of x in the field that CRC-32 reckons in.
    """
    power, place = first, 0
    while size:
        if size & 1:
            power = _product(power, _shift(place))
        size, place = size >> 1, place + 1
    return power ^ second


@cache
def _shift(place: int) -> int:
    """What so many bytes of zeros multiply by: two to the power of `place`."""
    if not place:
        return _ONE >> 8
    half = _shift(place - 1)
    return _product(half, half)


def _product(one: int, other: int) -> int:
    """Of two polynomials, the rest after dividing."""
    found = 0
    while one:
        if one & _ONE:
            found ^= other
        one = one << 1 & 0xFFFFFFFF
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return found
