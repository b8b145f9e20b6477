"""Who serves the pages: on this machine alone, to whoever has the secret of the printed address."""
