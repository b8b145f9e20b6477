"""Which key is meant by each word by which people, other systems and answers call one: meant_keys.txt has those that mean another key than the one they were made from, several, or what depends on the value below. UPDATE=1 writes it anew: read what changed."""

from collections.abc import Iterator
from pathlib import Path

from golden import recorded

from crmcli.domain.text.headings import ACCOUNTS, CARDS, KEYS
from crmcli.messages import everywhere
from crmcli.messages.meanings import shown_as
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.meaning.keys import meant_key
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, Many, Shape

GOLDEN = Path(__file__).with_name("meant_keys.txt")
VALUES = {"nothing": None, "text": "x", "list": ["x"], "mapping": {"x": "y"}}


def records(shape: Shape) -> Iterator[Record]:
    if isinstance(shape, Record):
        yield shape
        for field in shape.fields.values():
            yield from records(field.shape)
    elif isinstance(shape, ById):
        yield from records(shape.value)
    elif isinstance(shape, Many):
        yield from records(shape.item)
    elif isinstance(shape, Dated):
        yield from records(shape.fact)


def words(key: str) -> Iterator[str]:
    """What people write for a key."""
    for form in dict.fromkeys((key, key.removesuffix("s"))):
        yield from (form, f"{form}s", form.upper(), form.replace("_", "-"))
        yield from shown_as(form)
        yield from everywhere(f"field-{form}").values()
        yield from (*CARDS.get(form, ()), *ACCOUNTS.get(form, ()))
    yield from KEYS[key].split(", ") if key in KEYS else ()


def lines() -> Iterator[str]:
    shapes = {each.name: each for root in (ACCOUNT, POLICY) for each in records(root)}
    for name, record in shapes.items():
        yield name
        for word in dict.fromkeys(word for key in record.fields for word in words(key)):
            by_value = {told: meant_key(word, record, each) for told, each in VALUES.items()}
            if len({*map(tuple, by_value.values())}) > 1:
                told = "; ".join(f"{of}: {' '.join(keys)}" for of, keys in by_value.items())
                yield f"  {word}  {told}"
            elif (found := by_value["nothing"]) != [word]:
                yield f"  {word}  {' '.join(found) or '-'}"


def test_a_word_means_just_these_keys():
    found = list(lines())
    assert recorded(GOLDEN, found) == found
