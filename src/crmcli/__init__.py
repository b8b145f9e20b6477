"""crm: the plain-text CRM."""

__version__ = "0.1.0"
