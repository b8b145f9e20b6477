"""`crm done` at a terminal: the agenda as a list, with keys to tick rows off and put them off."""
