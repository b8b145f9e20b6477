"""찾기가 하는 말."""

TEXTS: dict[str, str] = {
}
