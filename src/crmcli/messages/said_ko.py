"""What is told of words that people type: amounts, days, names, in Korean."""

TEXTS: dict[str, str] = {
    "amount-other-currency": "`{0}`: 다른 통화로 적은 금액입니다. 이 장부의 통화는 {1}입니다",
    "amount-other-currency-hint": "환산하여 {0}(으)로 적거나 통화 없이 적으세요",
    "amount-points": "`{0}`: 마침표는 소수점이며 소수는 두 자리까지입니다",
    "amount-points-hint": "천 단위는 1_000이나 1,000처럼, 소수는 끝의 0 없이 적으세요",
    "amount-several": "`{0}`: {1}인지 {2}인지 알 수 없습니다",
    "amount-several-hint": "{0} 또는 {1}처럼 적으세요",
    "amount-beheaded": "`{0}`: 다른 숫자 앞에 0이 오는 금액은 없습니다",
    "amount-beheaded-hint": "앞에 $가 있었다면 셸이 가져간 것입니다. 작은따옴표로 '$50,000'처럼, 또는 50,000으로 적으세요",
    "ask-same-name": "이미 장부에 {0}(으)로 있습니다. 그래도 새 거래처를 만들까요?",
}
