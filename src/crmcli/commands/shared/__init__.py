"""What commands have in common: options, the session of a report or an edit, questions, output."""
