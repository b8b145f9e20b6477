"""A book whose changes are asked for from Python, without a command."""

from pathlib import Path

import pytest

from crmcli.app import open_book
from crmcli.app.changing import Change, change
from crmcli.app.work import Request
from crmcli.domain.errors import CrmError


class Asked:
    """A folder with a book in it."""

    def __init__(self, root: Path, policy: str, **accounts: str) -> None:
        self.root = root
        (root / "accounts").mkdir(parents=True)
        (root / "crm.yaml").write_text(policy, encoding="utf-8")
        for name, text in accounts.items():
            self.file(name).write_text(text, encoding="utf-8")

    def file(self, account: str) -> Path:
        """Where an account stands."""
        return self.root / "accounts" / f"{account}.yaml"

    def read(self, account: str) -> str:
        """What its file says."""
        return self.file(account).read_text(encoding="utf-8")

    def change(self, *requests: Request, dry_run: bool = False) -> Change:
        """What is asked for, together."""
        with open_book(str(self.root)) as session:
            return change(session, *requests, dry_run=dry_run)

    def refused(self, *requests: Request) -> str:
        """Why they are refused; nothing is changed then."""
        before = {path: path.read_bytes() for path in self.root.rglob("*.yaml")}
        with pytest.raises(CrmError) as error:
            self.change(*requests)
        assert before == {path: path.read_bytes() for path in self.root.rglob("*.yaml")}
        said = error.value.message
        return said.args[1].key if said.key == "error-request-of-many" else said.key
