"""A new account's tree while it is put together: nobody else has it, so it is changed in place."""

from typing import Any

from crmcli.domain.edit import Edit, Insert, Set
from crmcli.edits.record_editor import Draft


class Fresh(Draft):
    """A draft of a file that is not there yet: quick, and without a list of edits."""

    def _do(self, edit: Edit) -> None:
        node: Any = self.tree
        for step in edit.path[:-1]:
            node = node[step]
        if isinstance(edit, Set):
            node[edit.path[-1]] = edit.value
        elif isinstance(edit, Insert):
            node[edit.path[-1]].insert(edit.place, edit.value)
        else:
            super()._do(edit)
