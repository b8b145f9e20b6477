"""Fingerprints of file contents: to know whether a touched file really changed."""

try:
    from _blake2 import (
        # what hashlib hands out, without loading OpenSSL first: two milliseconds of every start
        # that reads a file
        blake2b,
    )
except ImportError:
    from hashlib import blake2b


def digest_of(data: bytes) -> bytes:
    """Sixteen bytes that differ when the contents differ."""
    return blake2b(data, digest_size=16).digest()
