"""Changes of deals that can be asked for."""
