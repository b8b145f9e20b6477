"""What editing commands say, in English."""

TEXTS: dict[str, str] = {
}
