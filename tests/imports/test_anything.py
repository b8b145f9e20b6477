"""Whatever bytes a file holds, they become people, refusals with a line of the file, or an error that says why: never a traceback."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.errors import CrmError
from crmcli.domain.records.policy import Policy
from crmcli.imports.card import Refused
from crmcli.imports.csv_accounts import csv_accounts
from crmcli.imports.csv_cards import csv_cards
from crmcli.imports.text import decoded
from crmcli.imports.vcard import vcards

PIECES = st.sampled_from(
    [
        '"',
        ",",
        ";",
        "\n",
        "\r",
        "\t",
        "=",
        ":",
        "\\",
        " ",
        "name",
        "이름",
        "성",
        "first name",
        "Phone 1 - Value",
        "Phone 1 - Type",
        "fax",
        "phone",
        "직원수",
        "010-1",
        "a@b.c",
        "BEGIN:VCARD\n",
        "END:VCARD\n",
        "FN",
        "N:가;나",
        "UID:a/b",
        "TEL;TYPE=fax:",
        "TEL",
        "ORG",
        ";ENCODING=QUOTED-PRINTABLE:",
        ";ENCODING=B:",
        "\x00",
        "\u202e",
        "가",
    ]
)
FILES = st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join)


def read_in_every_way(data):
    text = decoded(data, "f").text
    found = [*vcards(text).rows]
    for read in (lambda: csv_cards(text, "f", ()), lambda: csv_accounts(text, "f", (), Policy())):
        try:
            found += read().rows
        except CrmError as error:
            assert error.message.key.startswith("error-import-")
    return text, found


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(FILES.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=60))
def test_whatever_a_file_holds_is_people_refusals_or_an_error(data):
    try:
        text, found = read_in_every_way(data)
    except CrmError as error:
        assert error.status == 4
        return
    lines = text.count("\n") + 1
    assert [] == [each for each in found if not 1 <= each.line <= lines]
    assert [] == [
        each
        for each in found
        if not isinstance(each, Refused) and not (each.name.strip() and each.name.isprintable())
    ]
