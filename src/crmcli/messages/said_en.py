"""What is told of words that people type: amounts, days, names, in English."""

TEXTS: dict[str, str] = {
    "amount-other-currency": "`{0}` is told in another currency; the amounts of this book are {1}",
    "amount-other-currency-hint": "convert it, and write it in {0} or without a currency",
    "amount-points": "`{0}`: a point stands before cents, of which there are two at most",
    "amount-points-hint": "write thousands as 1_000 or 1,000, and decimals without a zero at their end",
    "amount-several": "`{0}` may be {1} or {2}",
    "amount-several-hint": "write {0} or {1}",
    "amount-beheaded": "`{0}`: no amount begins with a 0 before other figures",
    "amount-beheaded-hint": "if a $ stood before it, the shell took it: write '$50,000' in single quotes, or 50,000",
    "ask-same-name": "That is {0}, which is in the book already. A new account all the same?",
}
