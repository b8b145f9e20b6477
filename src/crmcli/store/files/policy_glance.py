"""Which lines of a book's crm.yaml say a word? For answers that do not wait for YAML to be read."""

from crmcli.store.files.scan import POLICY, read_bytes

_LARGEST = 1 << 16  # bytes that are looked through
_HIDING = (b"\\", b"\0", b"<<", b"*", b"&")  # what may say a key without its letters


def lines_with(root: str, word: bytes) -> list[bytes] | None:
    """The lines that hold the word, but for comments; None where a glance cannot tell: for a file
    that is large, cannot be read, or may say a key in another way.
    """
    try:
        data = read_bytes(root, POLICY, _LARGEST)
    except OSError:
        return None
    if len(data) > _LARGEST or any(each in data for each in _HIDING):
        return None
    lines = data.replace(b"\r", b"\n").split(b"\n")
    return [line for line in lines if word in line and not line.lstrip().startswith(b"#")]
