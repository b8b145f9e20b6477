"""What finding says, in English."""

TEXTS: dict[str, str] = {
}
