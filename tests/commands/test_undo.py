"""`--commit` and `crm undo` as a user meets them: what a commit says, and the last one taken back."""

from next_command import see_help
import json

import pytest

from crmcli.store.files.scan import MAX_BYTES
from crmcli.store.git.undoing import _ended_like

ACME = "name: Acme\nlog:\n  - {date: 2026-08-01, type: call, what: first}\n"
HANBIT = "name: 한빛전자㈜\ncontacts:\n  lee-dh: {name: 이동현}\nlog:\n  - {date: 2026-08-01, type: call, what: 처음}\n"


@pytest.fixture
def repo(crm):
    crm.write({"acme": ACME, "hanbit": HANBIT})
    crm.git("init", "-q", "--template=")
    for name, value in (("user.name", "Kim"), ("user.email", "kim@us.example")):
        crm.git("config", name, value)
    crm.git("add", "-A")
    crm.git("commit", "-q", "-m", "first")
    return crm


def log(crm, what, *words, account="acme"):
    return crm("log", account, what, "--type", "call", "--date", "2026-08-03", *words)


def test_what_an_import_remembers_may_be_larger_than_any_record(repo):
    """Only the first 4 MiB were compared: an import of 50,000 rows could not be undone."""
    memory = repo.book / "imports" / "old.seen"
    firms = repo.home / "firms.csv"
    firms.write_text("Id,Name\nF1,Lakeview\n")
    many = b"# crm import\n" + b"".join(
        b"task\t%0500d\tgone\t00000000\t\n" % n for n in range(9_000)
    )
    memory.parent.mkdir()
    memory.write_bytes(many)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "remembered")
    took = repo("import", str(firms), "--name", "old", "--as", "accounts", "--commit")
    assert took.status in {0, 1}, took.err.decode()
    assert len(memory.read_bytes()) > MAX_BYTES
    assert repo("undo").status == 0
    assert memory.read_bytes() == many
    assert not (repo.book / "accounts" / "lakeview.yaml").exists()


def subjects(crm):
    return crm.git("log", "--format=%s").splitlines()


def read(crm, name="acme"):
    path = crm.book / "accounts" / f"{name}.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else None


def clean(crm):
    return crm.git("status", "--porcelain") == ""


# committing


def test_a_commit_says_in_the_trades_words_what_changed(repo):
    assert 0 == log(repo, "trial run", "--commit").status
    assert (
        0
        == log(
            repo, "시험 통화", "--with", "lee-dh", "--commit", "--lang", "ko", account="hanbit"
        ).status
    )
    assert (
        0 == repo("role", "hanbit", "cio", "--contact", "lee-dh", "--commit", "--lang", "ko").status
    )
    assert [
        "한빛전자㈜: 정보 총괄 임원: 없음 -> 이동현",
        "한빛전자㈜: 통화 · 이동현 (2026-08-03): 시험 통화",
        "Acme: call (2026-08-03): trial run",
        "first",
    ] == subjects(repo)
    assert clean(repo)


def test_a_long_change_is_cut_in_the_first_line_and_whole_below(repo):
    log(repo, "and so on " * 20, "--commit")
    first, blank, whole, *_ = repo.git("log", "-1", "--format=%B").splitlines()
    assert (72, "…", "", True) == (
        len(first),
        first[-1],
        blank,
        whole.startswith(first[:-1]) and len(whole) > 72,
    )


def test_a_message_of_ones_own_commits(repo):
    log(repo, "trial run", "-m", "What I did\n\nand why")
    assert (
        "What I did\n\nand why\n\nWritten-by: crm" == repo.git("log", "-1", "--format=%B").strip()
    )


def test_nothing_is_committed_unless_asked(repo):
    log(repo, "trial run")
    assert (["first"], " M accounts/acme.yaml\n") == (
        subjects(repo),
        repo.git("status", "--porcelain"),
    )


def test_the_book_may_ask_for_commits_and_a_command_may_decline(repo):
    repo.write({}, "commit: auto\n")
    repo.git("commit", "-q", "-a", "-m", "auto")
    log(repo, "one")
    log(repo, "two", "--no-commit")
    log(repo, "three", "--no-commit", "-m", "never")
    assert ["Acme: call (2026-08-03): one", "auto", "first"] == subjects(repo)


def test_a_dry_run_commits_nothing(repo):
    before = read(repo)
    assert 0 == log(repo, "one", "--commit", "-n").status
    assert (["first"], before, True) == (subjects(repo), read(repo), clean(repo))


def test_json_names_the_commit(repo):
    done = json.loads(log(repo, "one", "--commit", "--json").out)
    assert {
        "files": ["accounts/acme.yaml"],
        "commit": repo.git("rev-parse", "HEAD").strip(),
        "dry_run": False,
    } == done["totals"]


def test_without_a_repository_the_file_is_written_and_that_is_told(crm):
    crm.write({"acme": ACME})
    ran = log(crm, "one", "--commit")
    assert (4, True) == (ran.status, "what: one" in read(crm))
    assert "the file is written, but there is no git repository to commit it to" in ran.told


def test_a_file_git_ignores_is_written_and_that_is_told(repo):
    (repo.book / ".gitignore").write_text(
        "accounts/acme.yaml\naccounts/new.yaml\n", encoding="utf-8"
    )
    repo.git("rm", "-q", "--cached", "accounts/acme.yaml")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "private")
    ran = log(repo, "one", "--commit")
    assert (0, ["private", "first"]) == (ran.status, subjects(repo))
    assert "nothing was committed: git has the file so already, or is told to ignore it" in ran.told


def test_a_name_that_looks_like_more_lines_stays_in_its_line(repo):
    repo.write({"evil": "name: |\n  Evil\n\n  Undoes: 0\n"})
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "evil")
    log(repo, "one", "--commit", account="evil")
    assert "Evil Undoes: 0: call (2026-08-03): one" == subjects(repo)[0]


# undoing


def test_undo_takes_the_last_change_back_by_a_commit_of_its_own(repo):
    log(repo, "one", "--commit")
    ran = repo("undo")
    assert (
        0,
        ACME,
        ["Undo: Acme: call (2026-08-03): one", "Acme: call (2026-08-03): one", "first"],
        True,
    ) == (ran.status, read(repo), subjects(repo), clean(repo))
    assert "Acme: " in ran.text


def test_undo_again_goes_one_further_back_and_never_forward(repo):
    log(repo, "one", "--commit")
    log(repo, "two", "--commit")
    one = "Acme: call (2026-08-03): one"
    assert (0, True, False) == (
        repo("undo").status,
        "what: one" in read(repo),
        "what: two" in read(repo),
    )
    assert (0, ACME) == (repo("undo").status, read(repo))
    assert f"Undo: {one}" == subjects(repo)[0]
    ran = repo("undo")
    assert (4, ACME) == (ran.status, read(repo))
    assert "you have committed nothing here with crm that is not undone yet" in ran.told


def test_after_an_undo_new_changes_can_be_undone_again(repo):
    log(repo, "one", "--commit")
    repo("undo")
    log(repo, "one", "--commit")
    assert (0, ACME, 5) == (repo("undo").status, read(repo), len(subjects(repo)))


def test_undo_is_refused_when_the_file_changed_since(repo):
    log(repo, "one", "--commit")
    after = read(repo) + "# by hand\n"
    (repo.book / "accounts/acme.yaml").write_text(after, encoding="utf-8")
    ran = repo("undo")
    assert (4, b"", after) == (ran.status, ran.out, read(repo))
    assert (
        'crm: "Acme: call (2026-08-03): one" cannot be undone: accounts/acme.yaml has changed since'
        in ran.told
    )
    repo.git("commit", "-q", "-a", "-m", "by hand")
    assert (4, after) == (repo("undo").status, read(repo))


def test_what_others_committed_to_other_files_is_no_hindrance(repo):
    log(repo, "one", "--commit")
    (repo.book / "accounts/hanbit.yaml").write_text(HANBIT + "# by hand\n", encoding="utf-8")
    repo.git("commit", "-q", "-a", "-m", "by hand")
    assert (0, ACME, HANBIT + "# by hand\n") == (
        repo("undo").status,
        read(repo),
        read(repo, "hanbit"),
    )


def test_an_account_that_was_made_goes_and_one_that_was_renamed_has_its_name_again(repo):
    assert 0 == repo("new", "Busan Foods", "--id", "busan", "--commit").status
    assert 0 == repo("rename", "acme", "zenith", "--commit").status
    assert (None, ACME) == (read(repo), read(repo, "zenith"))
    ran = repo("undo")
    assert (0, "Acme: file renamed: zenith -> acme\n") == (ran.status, ran.text)
    assert (ACME, None, True) == (read(repo), read(repo, "zenith"), clean(repo))
    assert 0 == repo("undo").status
    assert (None, True) == (read(repo, "busan"), clean(repo))


def test_a_commit_that_also_held_changes_by_hand_is_left_to_git(repo):
    (repo.book / "accounts/acme.yaml").write_text(ACME + "# by hand\n", encoding="utf-8")
    log(repo, "one", "--commit")
    ran = repo("undo")
    assert (4, True) == (ran.status, "# by hand" in read(repo))
    assert "also holds what was changed by hand" in ran.told
    assert f"hint: git revert {repo.git('rev-parse', 'HEAD')[:10]} takes back all of it" in ran.told


def test_a_file_that_git_did_not_know_before_is_not_taken_away(crm):
    crm.write({"acme": ACME})
    crm.git("init", "-q", "--template=")
    crm.git("config", "user.name", "Kim")
    crm.git("config", "user.email", "kim@us.example")
    assert 0 == log(crm, "one", "--commit").status
    assert 4 == crm("undo").status
    assert "what: one" in read(crm)


def test_where_a_shallow_clone_begins_nothing_is_taken_away(repo):
    log(repo, "one", "--commit")
    repo.git(
        "-c",
        "protocol.file.allow=always",
        "clone",
        "-q",
        "--depth=1",
        repo.book.as_uri(),
        str(repo.home / "clone"),
        cwd=repo.home,
    )
    ran = repo("undo", cwd=repo.home / "clone")
    assert (4, True) == (ran.status, (repo.home / "clone/accounts/hanbit.yaml").exists())
    assert "is where this clone's history begins" in ran.told


def test_line_ends_of_the_work_tree_stay(repo):
    repo.git("config", "core.autocrlf", "true")
    (repo.book / "accounts/acme.yaml").write_bytes(ACME.replace("\n", "\r\n").encode())
    log(repo, "one", "--commit")
    assert clean(repo)
    assert 0 == repo("undo").status
    assert (ACME.replace("\n", "\r\n").encode(), True) == (
        (repo.book / "accounts/acme.yaml").read_bytes(),
        clean(repo),
    )


def test_line_ends_that_are_mixed_in_the_work_tree_stay_as_they_are(repo):
    repo.git("config", "core.autocrlf", "true")
    mixed = ACME.replace("\n", "\r\n").replace("\r\n", "\n", 1).encode()
    (repo.book / "accounts/acme.yaml").write_bytes(mixed)
    log(repo, "one", "--commit")
    assert 0 == repo("undo").status
    assert mixed == (repo.book / "accounts/acme.yaml").read_bytes()


@pytest.mark.parametrize(
    ("now", "after", "before", "left"),
    [
        ("a\r\nb\r\n", "a\nb\n", "a\n", "a\r\n"),
        ("a\r\nb\r\n", "a\nb\n", "a\nold\n", "a\r\nold\r\n"),
        ("a\nb\r\nnew\r\n", "a\nb\nnew\n", "a\nb\n", "a\nb\r\n"),
        ("a\r\nb\r\n", "a\nb\n", "a\nno end", "a\r\nno end"),
        ("b\r\nc\r\n", "b\nc\n", "first\nb\nlast\n", "first\r\nb\r\nlast\r\n"),
    ],
)
def test_what_was_there_before_has_the_line_ends_of_the_work_tree_and_a_last_line_without_one_stays_so(
    now, after, before, left
):
    assert left.encode() == _ended_like(now.encode(), after.encode(), before.encode())


def test_undo_can_be_looked_at_first_and_left_uncommitted(repo):
    log(repo, "one", "--commit")
    after = read(repo)
    ran = repo("undo", "-n")
    assert (0, after) == (ran.status, read(repo))
    assert "-  - {date: 2026-08-03, type: call, what: one}\n" in ran.text
    assert (0, ACME, 2) == (repo("undo", "--no-commit").status, read(repo), len(subjects(repo)))


def test_during_a_merge_nothing_is_undone(repo):
    log(repo, "one", "--commit")
    repo.git("checkout", "-q", "-b", "theirs")
    repo.git("commit", "-q", "--allow-empty", "-m", "theirs")
    repo.git("checkout", "-q", "-")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "theirs")
    after = read(repo)
    ran = repo("undo")
    assert (4, after) == (ran.status, read(repo))
    told = "crm: a merge or rebase is going on\nhint: finish it with git first\n"
    assert told + see_help("undo") == ran.told


def test_what_a_colleague_did_is_not_undone_after_a_pull(repo):
    log(repo, "mine", "--commit", account="hanbit")
    log(repo, "theirs", "--commit", "-m", "theirs")
    repo.git("commit", "-q", "--amend", "--no-edit", "--author=Han <han@us.example>")
    theirs = read(repo)
    assert (0, theirs, HANBIT) == (repo("undo").status, read(repo), read(repo, "hanbit"))
    ran = repo("undo")
    assert (4, theirs, True) == (
        ran.status,
        read(repo),
        "you have committed nothing here with crm" in ran.told,
    )


def test_who_has_two_addresses_is_one_person(repo):
    log(repo, "from home", "--commit")
    repo.write({}, "team: {kim: {name: Kim, emails: [kim@us.example, kim@home.example]}}\n")
    repo.git("config", "user.email", "kim@home.example")
    assert (0, ACME) == (repo("undo").status, read(repo))


def test_after_a_rebase_what_was_undone_is_not_undone_again(repo):
    log(repo, "one", "--commit")
    log(repo, "two", "--commit")
    assert 0 == repo("undo").status
    repo.git("checkout", "-q", "-b", "theirs", "HEAD~3")
    (repo.book / "other.txt").write_text("theirs\n")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "theirs")
    repo.git("checkout", "-q", "main")
    repo.git("rebase", "-q", "theirs")
    assert (0, ACME) == (repo("undo").status, read(repo))
    assert "Undo: Acme: call (2026-08-03): one" == subjects(repo)[0]


def test_what_a_clone_has_left_out_is_not_taken_for_an_empty_file(repo):
    log(repo, "one", "--commit")
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git(
        "-c",
        "protocol.file.allow=always",
        "clone",
        "-q",
        "--filter=blob:none",
        repo.book.as_uri(),
        str(repo.home / "clone"),
        cwd=repo.home,
    )
    clone = repo.home / "clone"
    ran = repo("undo", cwd=clone)
    assert (4, read(repo)) == (
        ran.status,
        (clone / "accounts/acme.yaml").read_text(encoding="utf-8"),
    )
    assert "is not all in this clone\nhint: `git show" in ran.told


def test_a_commit_on_no_branch_is_told(repo):
    repo.git("checkout", "-q", "--detach")
    ran = log(repo, "one", "--commit")
    assert (0, True) == (
        ran.status,
        "the commit is on no branch: `git switch -c NAME` keeps it" in ran.told,
    )
    repo.git("checkout", "-q", "main")
    assert "no branch" not in log(repo, "two", "--commit").told


def test_without_a_repository_or_a_commit_that_is_told(crm):
    crm.write({"acme": ACME})
    ran = crm("undo")
    assert (4, True) == (ran.status, "there is no git repository to undo from" in ran.told)
    assert (
        "only changes made with --commit, or with `commit: auto` in crm.yaml, can be undone"
        in ran.told
    )
    crm.git("init", "-q", "--template=")
    ran = crm("undo")
    assert (4, True) == (
        ran.status,
        "nothing was committed with crm that is not undone yet; what was written and not committed: "
        in ran.told,
    )
    # of a book that git has nothing of, nothing is called a change to be taken back
    assert "in its folder keeps all of it as it is" in ran.told
    crm.git("add", ".")
    crm.git("commit", "-qm", "by hand")
    assert "you have committed nothing here with crm" in crm("undo").told
    crm.write({"acme": f"{ACME}note: more\n"})
    assert "git restore accounts/acme.yaml takes it back" in crm("undo").told
    assert "되돌리려면 `git restore accounts/acme.yaml`. " in crm("undo", "--lang", "ko").told
    (crm.book / "crm.yaml").write_text("language: en\n", encoding="utf-8")
    crm.git("add", "-A")
    crm.git("commit", "-qm", "a policy")
    crm.write({"acme": ACME}, "language: en\ntitle: Ours\n")
    assert "git restore accounts/acme.yaml crm.yaml takes it back" in crm("undo").told
    crm.write({"beta": "name: Beta\n"}, "language: en\ntitle: Ours\n")
    told = crm("undo").told
    assert "git restore accounts/acme.yaml crm.yaml takes back what was changed" in told
    assert "git does not know accounts/beta.yaml yet: remove it" in told
    told = crm("undo", "--lang", "ko").told
    assert "git이 아직 모르는 파일은 지우면 되돌아갑니다: accounts/beta.yaml." in told


def test_in_a_folder_of_the_repository_the_books_own_files_are_undone(repo):
    repo.git("init", "-q", "--template=", cwd=repo.home)
    for name, value in (("user.name", "Kim"), ("user.email", "kim@us.example")):
        repo.git("config", name, value, cwd=repo.home)
    inner = repo.home / "sales"
    repo.write({"acme": ACME}, book=inner)
    repo.git("add", "sales", cwd=repo.home)
    repo.git("commit", "-q", "-m", "first", cwd=repo.home)
    assert (
        0
        == repo(
            "log", "acme", "one", "--type", "call", "--date", "2026-08-03", "--commit", cwd=inner
        ).status
    )
    assert 0 == repo("undo", cwd=inner).status
    assert ACME == (inner / "accounts/acme.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("first", ["link", "file"])
def test_what_was_a_link_or_became_one_is_not_taken_back(repo, first):
    path = repo.book / "accounts" / "acme.yaml"
    for each in (first, {"link": "file", "file": "link"}[first]):
        path.unlink(missing_ok=True)
        if each == "link":
            path.symlink_to("hanbit.yaml")
        else:
            path.write_text(f"{ACME}note: again\n", encoding="utf-8")
        repo.git("add", "-A")
        words = ("--author=Kim <kim@us.example>", "-m", "by hand\n\nWritten-by: crm")
        repo.git("commit", "-q", "--allow-empty", *words)
    ran = repo("undo")
    assert (4, True) == (ran.status, "acme.yaml" in ran.told)
    assert 3 == len(subjects(repo))
