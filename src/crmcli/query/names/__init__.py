"""The names that a condition may use, by what they are asked of."""
