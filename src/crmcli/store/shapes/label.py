"""A readable name in crm.yaml: a text, or one in each language."""

from crmcli.store.yaml.scalars import LANGUAGE, TEXT
from crmcli.store.yaml.shape import Scalar, either, optional
from crmcli.store.yaml.tree import Node


def _label(node: Node) -> dict[str, str]:
    if type(node) is dict:
        texts = {LANGUAGE.decode(language): text for language, text in node.items()}
        return {language: TEXT.decode(text) for language, text in texts.items() if text is not None}
    return {"": TEXT.decode(node)}


LABEL = Scalar(
    _label,
    either(
        TEXT.schema({}),
        {
            "type": "object",
            "properties": {"ko": optional(TEXT, {}), "en": optional(TEXT, {})},
            "additionalProperties": False,
        },
    ),
)
