"""A readable name in one language or several."""

from collections.abc import Mapping

Label = Mapping[str, str]  # language -> text; the key "" holds a text written without a language
