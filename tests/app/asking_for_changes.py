"""A book whose changes are asked for from Python, without a command."""

from pathlib import Path

from crmcli.app import open_book
from crmcli.app.change import Change, Request, change


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
