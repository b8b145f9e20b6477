"""Phone numbers and e-mail addresses of foreign cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.imports.cells.emails import addresses, emails
from crmcli.imports.cells.phones import phones
from crmcli.messages import Phrases

PHONES = """
010-1234-5678 ::: 02-123-4567|010-1234-5678, 02-123-4567
010-1234-5678;02-123-4567|010-1234-5678, 02-123-4567
010-1111-2222/010-3333-4444|010-1111-2222, 010-3333-4444
010-1111-2222 / 010-3333-4444|010-1111-2222, 010-3333-4444
010 1234 5678 or 02 123 4567|010 1234 5678, 02 123 4567
010-1234-5678, 01012345678|010-1234-5678
M 010-1234-5678|010-1234-5678
휴대폰: 010-1234-5678|010-1234-5678
대표전화 02-123-4567|02-123-4567
H.P. 010-1234-5678|010-1234-5678
Tel) 02-123-4567|02-123-4567
02-123-4567(대표)|02-123-4567
02-123-4567 내선 12|02-123-4567 내선 12
02-123-4567 (내선 12)|02-123-4567 내선 12
02-123-4567, ext 12|02-123-4567 ext. 12
02-123-4567 ext. 12|02-123-4567 ext. 12
02-123-4567x12|02-123-4567 x12
+82 (0)10-1234-5678|+82 (0)10-1234-5678
tel:+82-2-123-4567;ext=12|+82-2-123-4567 ext. 12
02-123-4567/8|02-123-4567, 02-123-4568
02-123-4567~9|02-123-4567, 02-123-4568, 02-123-4569
030/1234567|030/1234567
(02) 123-4567|(02) 123-4567
="01012345678"|01012345678
'+821012345678|+821012345678
1012345678.0|1012345678
０２－123 4567|02-123 4567
+82\u00a010\u20111234\u20115678|+82 10-1234-5678
"""


@pytest.mark.parametrize("cell, numbers", [line.split("|") for line in PHONES.strip().split("\n")])
def test_a_cell_gives_all_its_numbers_each_once(cell, numbers):
    assert (tuple(numbers.split(", ")), ()) == phones([("Phone", cell)])


@pytest.mark.parametrize(
    "cell, why",
    [
        ("N/A", "told-import-no-phone"),
        ("없음", "told-import-no-phone"),
        ("-", "told-import-no-phone"),
        ("12", "told-import-no-phone"),
        ("1.01235E+09", "told-import-phone-lost"),
        ("F 02-123-4567", "told-import-phone-fax"),
        ("팩스: 02-123-4567", "told-import-phone-fax"),
        ("02-123-4567 (fax)", "told-import-phone-fax"),
        ("=1+1", "error-import-formula"),
        ("0" * 10**6, "error-import-long"),
        ("＋" * 10**6, "error-import-long"),
    ],
)
def test_what_is_no_number_that_can_be_called_is_left_out_and_told(cell, why):
    numbers, (told,) = phones([("Phone", cell)])
    assert ((), why) == (numbers, told.key)
    assert "Phone" in Phrases("ko").say(told)


def test_one_bad_part_costs_that_part_alone():
    numbers, (told,) = phones([("Phone", "010-1234-5678; ask Kim"), ("Fax", "")])
    assert (("010-1234-5678",), ("Phone", "ask Kim")) == (numbers, told.args)


EMAILS = """
s@a.example|s@a.example
Kim <s@a.example>|s@a.example
"Kim, Minji" <s@a.example>|s@a.example
Kim, Minji <s@a.example>, Lee <l@b.example>; x@y.example|s@a.example l@b.example x@y.example
a@b.example, Kim, Minji <s@a.example>|a@b.example s@a.example
a@b.example ::: c@d.example|a@b.example c@d.example
a@b.example,c@d.example d@e.example|a@b.example c@d.example d@e.example
a@b.example / c@d.example|a@b.example c@d.example
a@b.example; A@B.example|a@b.example
mailto:a@b.example|a@b.example
E-mail: a@b.example|a@b.example
A@B.example.|A@B.example
"""


@pytest.mark.parametrize("cell, found", [line.split("|") for line in EMAILS.strip().split("\n")])
def test_a_cell_gives_all_its_addresses_each_once(cell, found):
    assert (tuple(found.split()), ()) == emails([("Email", cell)])


def test_the_name_before_an_address_is_given_for_where_there_is_none():
    assert [("Kim", "s@a.example")] == addresses("Kim <s@a.example>")
    assert [("Kim, Minji", "s@a.example"), ("", "x@y.example")] == addresses(
        '"Kim, Minji" <s@a.example>; x@y.example; nobody'
    )


@pytest.mark.parametrize("cell", ["N/A", "nobody", "a@b", "a(at)b.example", "x" + "@" * 300])
def test_what_is_no_address_is_left_out_and_told(cell):
    found, (told,) = emails([("Email", cell)])
    assert ((), "told-import-no-email") == (found, told.key)


@given(st.text(max_size=80) | st.text("0123456789 -()+/;~x<>@a.,", max_size=40))
def test_whatever_a_cell_holds_costs_that_cell_at_most(cell):
    for read in (phones, emails):
        found, left = read([("Cell", cell)])
        assert all(Phrases("en").say(why) for why in left)
        assert len({*found}) == len(found)
