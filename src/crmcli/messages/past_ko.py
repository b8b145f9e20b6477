"""장부의 지난 상태를 말하는 문장."""

TEXTS: dict[str, str] = {
}
