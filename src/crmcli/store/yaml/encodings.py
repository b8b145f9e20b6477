"""In which other way is a text written down that is not UTF-8?"""


def encoding_of(data: bytes) -> str:
    """In what other way is this text written down, as a person finds it in an editor's list? Empty
    where that cannot be told.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return ""
    return "CP949 (EUC-KR)" if any("가" <= char <= "힣" for char in text) else ""
