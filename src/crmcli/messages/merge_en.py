"""What merging and the doctor say, in English."""

TEXTS: dict[str, str] = {
}
