"""Views as HTML: for who serves them and for files alike. Knows no HTTP."""
