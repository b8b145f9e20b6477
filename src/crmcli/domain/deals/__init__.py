"""Deals and contracts on a day: stages, ends, promises, discounts."""
