"""Days: said in words, counted, dated facts."""
