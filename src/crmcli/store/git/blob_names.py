"""How git calls the contents of a file: worked out here, because git itself would run filters that
a repository names.
"""

import hashlib

SHORT, LONG = 40, 64  # digits of a name, by SHA-1 and by SHA-256


def hashed(data: bytes, digits: int) -> "hashlib._Hash":
    """What makes names of so many digits, begun with the data; also on a system that lets nobody
    protect anything with SHA-1.
    """
    make = hashlib.sha1 if digits == SHORT else hashlib.sha256
    return make(data, usedforsecurity=False)


def blob_name(data: bytes, digits: int) -> str:
    """The name of contents, of so many digits."""
    made = hashed(b"blob %d\0" % len(data), digits)
    made.update(data)
    return made.hexdigest()
