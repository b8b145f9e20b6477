"""What is told beside an answer: what went wrong, what was left out, and what to do next."""
