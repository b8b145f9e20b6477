"""Any expression, for hypothesis: of any shape, whether it makes sense or not."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from crmcli.query.tree import (
    Call,
    Compared,
    Day,
    Expr,
    Length,
    Listing,
    Logic,
    Name,
    Not,
    Null,
    Number,
    Span,
    Sum,
    Text,
    Truth,
)

NUMBERS = st.integers(0, 10**12) | st.decimals(
    Decimal("0.01"), Decimal("99999.99"), places=2
).filter(lambda number: number != number.to_integral_value())
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(
    lambda text: __import__("unicodedata").normalize("NFC", text)
)
NAMES = st.sampled_from(
    [
        "name",
        "owner",
        "account.segment",
        "custom.erp-id",
        "next.date",
        "한빛",
        "deals",
        "android",
        "nota",
        "in_x",
        "today_x",
    ]
)
LITERALS: st.SearchStrategy[Expr] = st.one_of(
    st.builds(Text, TEXTS),
    st.builds(Number, NUMBERS, st.booleans()),
    st.builds(Day, st.none() | st.dates(date(1000, 1, 1))),
    st.builds(Length, st.builds(Span, st.integers(0, 9999), st.sampled_from("dwmy"))),
    st.builds(Truth, st.booleans()),
    st.builds(Name, NAMES),
)
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "~", "!~", "in", "not in"])


def _more(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Call, NAMES, several),
        st.builds(Listing, several),
        st.builds(Sum, st.sampled_from("+-"), inner, inner),
        st.builds(Compared, SIGNS, inner, inner),
        st.builds(Null, inner, st.booleans()),
        st.builds(Not, inner),
        st.builds(
            Logic,
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
    )


EXPRESSIONS: st.SearchStrategy[Expr] = st.recursive(LITERALS, _more, max_leaves=12)
