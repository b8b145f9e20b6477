"""A person who wants to be forgotten."""

from typing import NamedTuple

from crmcli.app.requests.kinds import AccountId, ContactId
from crmcli.app.work import Work
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Referral
from crmcli.domain.table import Message
from crmcli.edits.forgetting import forget, hide, needed_by
from crmcli.edits.identifiers import Traces, is_forgotten, traces
from crmcli.edits.record_editor import Draft
from crmcli.edits.referrals import follow
from crmcli.store.files.scan import MAX_BYTES, read_bytes
from crmcli.store.files.strays import IMPORTS, names_of
from crmcli.store.yaml.tree import nfc


class ForgetContact(NamedTuple):
    """A person's name, addresses and numbers are replaced by a pseudonym in every account of the
    book; with `force` also while an open deal needs the person.
    """

    account: AccountId
    contact: ContactId
    force: bool = False

    def stage(self, work: Work) -> None:
        """Raises CrmError for who is forgotten already or needed, and for a file that may name the
        person and cannot be read.
        """
        home = work.account(self.account)
        self._check(home)
        known = traces(home, self.contact)
        ours = any(known.is_called_so(member.name) for member in work.policy.team.values())

        def at_home(draft: Draft, record: Account) -> None:
            others = [each for key, each in record.contacts.items() if key != self.contact]
            name = not (ours or any(map(known.is_namesake, others)))
            forget(draft, record, self.contact, known, name=name)
            follow(draft, record, lambda referral: self._renamed(referral, known))

        def elsewhere(draft: Draft, record: Account) -> None:
            name = not (ours or any(map(known.is_namesake, record.contacts.values())))
            hide(draft, record, known, name=name)
            follow(draft, record, lambda referral: self._renamed(referral, known))

        others = self._naming(work, known)
        work.edit(self.account, at_home)
        for each in others:
            work.edit(each, elsewhere)
        self._unsaid(work)
        # the commit's message must not name whom it forgets
        work.title = Message("title-forget", (known.hidden(home.name), known.pseudonym))

    def _unsaid(self, work: Work) -> None:
        """What imports remember of the person: that the record came, and nothing else."""
        changed = []
        for name in names_of(work.files.root, IMPORTS):
            path = f"{IMPORTS}/{name}"
            before = work.bytes_of(path) if name.endswith(".seen") else None
            if before:
                from crmcli.imports.seen import homes, without

                gone = {each for each in homes(before) if each not in work.paths}
                after = without(before, {self.account, *gone}, self.contact)
                if after != before:
                    changed.append((path, before, after))
        if changed:
            work.files.replace(changed)

    def _check(self, account: Account) -> None:
        if is_forgotten(self.contact, account.contacts[self.contact]):
            raise CrmError(Message("error-forget-already", (self.contact,)), status=4)
        needed = needed_by(account, self.contact)
        if needed and not self.force:
            raise CrmError(
                Message("error-forget-needed", (self.contact, ", ".join(needed))),
                Message("hint-forget-needed"),
                status=4,
            )

    def _renamed(self, referral: Referral, known: Traces) -> str | None:
        is_theirs = referral == Referral(self.account, self.contact)
        return f"{self.account}/{known.pseudonym}" if is_theirs else None

    def _naming(self, work: Work, known: Traces) -> list[str]:
        """The other accounts whose files may name the person. Raises CrmError if one of them cannot
        be read.
        """
        work.whole("error-forget-not-here")
        found, reference = [], f"{self.account}/{self.contact}"
        for key, path in sorted(work.paths.items(), key=lambda each: each[1]):
            text = nfc(read_bytes(work.files.root, path, MAX_BYTES).decode("utf-8", "replace"))
            if key != self.account and (known.named_in(text) or reference in text):
                work.record(path)
                found.append(key)
        return found
