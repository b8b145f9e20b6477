"""What the past of a book is told in, in English."""

TEXTS: dict[str, str] = {
}
