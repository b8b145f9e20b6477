"""A name as it is said has a family's part and a person's own, where that can be told."""

import pytest

from crmcli.domain.text.person_name import NameParts, name_parts
from crmcli.domain.text.phones import is_mobile


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("홍길동", ("홍", "길동")),
        ("남궁민수", ("남궁", "민수")),
        ("남궁민", ("남궁", "민")),
        ("남궁", ("남", "궁")),
        ("독고 탁", ("독고", "탁")),
        ("홍 길동", ("홍", "길동")),
        ("길동 홍길동", ("길동 홍길동",)),
        ("홍", ("홍",)),
        ("한빛전자대표", ("한빛전자대표",)),
        ("Ines Rocha", ("Rocha", "Ines")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig")),
        ("ada moss", ("moss", "ada")),
        ("Bob Hope Jr.", ("Hope", "Bob", "Jr.")),
        ("Cher", ("Cher",)),
        ("株式会社日立", ("株式会社日立",)),
        ("", ("",)),
    ],
)
def test_the_parts_of_a_name(name, parts):
    assert NameParts(*parts) == name_parts(name)


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("010-1234-5678", True),
        ("+82 10-1234-5678", True),
        ("+82 (0)10 1234 5678", True),
        ("010-123-4567", False),
        ("02-555-0100", False),
        ("+44 7700 900123", True),
        ("0116 496 0123", False),
        ("+1 555 010 0199", False),
        ("", False),
    ],
)
def test_a_number_is_a_mobile_ones_where_that_is_sure(number, mobile):
    assert mobile == is_mobile(number)
