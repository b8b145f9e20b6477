"""Cards that any address book reads, whatever a name holds."""

from crmcli.formats.content_lines import joined
from crmcli.formats.vcard import VCard, render


def test_a_card_has_what_is_known_and_no_more():
    assert (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID;VALUE=text:hanbit/lee\r\nFN:이동현\r\nN:이;동현;;;\r\nORG:한빛전자㈜\r\nEND:VCARD\r\n"
        == render([VCard("hanbit/lee", "이동현", "한빛전자㈜")])
    )


def test_what_divides_values_or_lines_is_escaped():
    text = render([VCard("a/b", "A; B, C\\D\nEND:VCARD", "x\x1by", "t", ("1;2",), ("a@b",))])
    assert [
        "FN:A\\; B\\, C\\\\D\\nEND:VCARD",
        "N:END:VCARD;A\\; B\\, C\\\\D;;;",
        "ORG:x\\\\x1by",
        "TITLE:t",
        "TEL;VALUE=text:1\\;2",
        "EMAIL:a@b",
    ] == text.split("\r\n")[3:9]


def test_long_lines_are_folded_at_75_octets_and_no_character_is_divided():
    line = "FN:" + "가나다라마바사아자차" * 20 + "😀" * 30
    parts = joined([line]).removesuffix("\r\n").split("\r\n")
    assert [] == [part for part in parts if len(part.encode()) > 75]
    assert all(part.startswith(" ") for part in parts[1:])
    assert line == parts[0] + "".join(part[1:] for part in parts[1:])
    assert ["x" * 75] == joined(["x" * 75]).split("\r\n")[:-1]
    assert ["x" * 75, " x"] == joined(["x" * 76]).split("\r\n")[:-1]
