"""병합과 점검이 하는 말."""

TEXTS: dict[str, str] = {
}
