"""JSON Schema (2020-12) of the files, from the very tables that decode them."""

from typing import Any

from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.record_shape import Record

_TITLES = {
    "account": "crm account file, record format 1",
    "policy": "crm.yaml, the policy of a crm book",
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of an account file or of crm.yaml."""
    shape: Record = {"account": ACCOUNT, "policy": POLICY}[kind]
    defs: dict[str, Any] = {}
    root = shape.schema(defs)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES[kind],
        **root,
        "$defs": dict(sorted(defs.items())),
    }
