"""What a command that writes one file looks at: crm.yaml and that file, unless somebody has to be looked for."""

from crmcli.app.session import Session
from crmcli.store.book.replay import Opening
from crmcli.store.files.scan import glance


def test_a_glance_sees_the_policy_and_no_account(tmp_path, monkeypatch):
    monkeypatch.setenv("CRM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "book"
    (root / "accounts").mkdir(parents=True)
    (root / "crm.yaml").write_text("language: ko\n")
    (root / "accounts/acme.yaml").write_text("name: Acme\n")
    opening = Opening("", glance(str(root)))
    with Session(str(root), use_cache=False, opening=opening) as session:
        assert ("ko", ["crm.yaml"]) == (
            session.book.policy.language,
            [entry[0] for entry in session.book.library.entries],
        )
    with Session(str(root), use_cache=False) as session:
        assert 2 == len(session.book.library.entries)
