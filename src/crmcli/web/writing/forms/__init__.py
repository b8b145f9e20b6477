"""The forms themselves: a record each."""
