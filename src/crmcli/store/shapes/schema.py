"""JSON Schema (2020-12) of the files, from the very tables that decode them."""

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.shape import Schema, Shape

_TITLES = {
    "account": "crm account file, record format 1",
    "policy": "crm.yaml, the policy of a crm book",
}


def schema(kind: str) -> Schema:
    """The schema of an account file or of crm.yaml."""
    shapes: dict[str, Shape] = {"account": ACCOUNT, "policy": POLICY}
    defs: dict[str, Schema] = {}
    root = shapes[kind].schema(defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[kind],
        **root,
        "$defs": dict(sorted(defs.items())),
    }
