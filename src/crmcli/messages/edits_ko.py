"""고치는 명령이 하는 말."""

TEXTS: dict[str, str] = {
}
