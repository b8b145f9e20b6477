"""What goes back into the book's past: answers that ask git, a day or many."""
