"""Foreign files: people and companies that become records."""
