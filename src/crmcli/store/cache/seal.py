"""Values that tell their own damage: a checksum before each, over the value and the key it was kept
under.
"""

from zlib import crc32

_SIZE = 4


class SealBroken(ValueError):
    """What came back is not what was kept under this key."""


def seal(key: str, value: bytes) -> bytes:
    """The value, so that it can only come back whole and under its own key."""
    return _sum(key, value).to_bytes(_SIZE, "big") + value


def unseal(key: str, sealed: bytes) -> bytes:
    """The value again. Raises SealBroken for anything else than what was sealed under this key."""
    if not isinstance(sealed, bytes) or sealed[:_SIZE] != _sum(key, sealed[_SIZE:]).to_bytes(
        _SIZE, "big"
    ):
        raise SealBroken(key)
    return sealed[_SIZE:]


def _sum(key: str, value: bytes) -> int:
    return crc32(value, crc32(key.encode("utf-8", "surrogateescape")))
