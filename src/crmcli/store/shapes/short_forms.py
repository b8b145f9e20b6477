"""How may a value of an account be written shorter? Read off the table that decodes it."""

from crmcli.domain.finding import Path
from crmcli.history.merge.records import Form
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.shape import ById, Many, Shape

_DAYS = Form("value")
_FACT = frozenset(("value", "by", "why"))


def account_form(path: Path) -> Form:
    """How a value of an account file may be written shorter."""
    return _form(ACCOUNT, path)


def policy_form(path: Path) -> Form:
    """The same of `crm.yaml`."""
    from crmcli.store.shapes.policy import POLICY

    return _form(POLICY, path)


def _form(shape: Shape | None, path: Path) -> Form:
    for step in path:
        shape = _inside(shape, step)
        if shape is None:
            return Form()
    if isinstance(shape, Record):
        return Form(
            shape.main, bool(shape.main) and isinstance(shape.fields[shape.main].shape, Many)
        )
    return _DAYS if isinstance(shape, Dated) else Form(many=isinstance(shape, Many))


def _inside(shape: Shape | None, step: str | int) -> Shape | None:
    if isinstance(shape, Many):
        return shape.item if isinstance(step, int) else _inside(shape.item, step)
    if isinstance(shape, Dated):
        return shape.fact.fields[str(step)].shape if step in _FACT else shape.fact
    if isinstance(shape, ById):
        return shape.value
    if isinstance(shape, Record):
        field = shape.fields.get(str(step))
        return field.shape if field else None
    return None
