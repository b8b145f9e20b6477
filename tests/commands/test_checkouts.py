"""Whatever checkout a book lies in: what is missing is told, nothing is counted short, and nothing is written twice."""

import os
import unicodedata

import pytest
from commands.test_help import COMMANDS, GROUPS
from recorded import Recorded

POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\n"
A = "name: Alpha\nstatus: prospect\n"
B = "name: Beta\nstatus: prospect\nreferred_by: alpha\ncontacts: {kim: {name: Kim Da-hye}}\n"


@pytest.fixture
def book(crm):
    """Two accounts in two folders, committed."""
    it = Recorded(crm.book)
    it.commit(
        "2026-08-01", {"crm.yaml": POLICY, "accounts/a/alpha.yaml": A, "accounts/b/beta.yaml": B}
    )
    return it


def sparse(book):
    book.git("sparse-checkout", "set", "accounts/a")


def sparse_index(book):
    book.git("sparse-checkout", "set", "--cone", "--sparse-index", "accounts/a")


def skipped(book):
    book.git("update-index", "--skip-worktree", "accounts/b/beta.yaml")
    (book.book / "accounts/b/beta.yaml").unlink()


def assumed(book):
    book.git("update-index", "--assume-unchanged", "accounts/b/beta.yaml")
    (book.book / "accounts/b/beta.yaml").unlink()


def compressed(book):
    book.git("config", "index.version", "4")
    book.git("update-index", "--index-version", "4")
    skipped(book)


def split(book):
    skipped(book)
    book.git("update-index", "--split-index")


WAYS = [sparse, sparse_index, skipped, assumed, compressed, split]


@pytest.fixture(params=WAYS, ids=[way.__name__ for way in WAYS])
def part(book, request):
    """The second account is in git and not in the checkout."""
    request.param(book)
    return book


def ids(ran):
    return [row["account"] for row in ran.json["rows"]]


def test_a_file_that_git_was_told_to_leave_out_is_named_and_the_status_is_1(crm, part):
    for words in (("list", "--json"), ("list", "--json"), ("list", "--json", "--no-cache")):
        ran = crm(*words)
        assert (1, ["alpha"], [("accounts/b/beta.yaml", "file-not-here")]) == (
            ran.status,
            ids(ran),
            [(each["file"], each["rule"]) for each in ran.json["skipped"]],
        )
        assert "git sparse-checkout disable" in ran.told


def test_lint_and_doctor_find_it(crm, part):
    assert [("accounts/b/beta.yaml", "file-not-here", "error")] == [
        (row["file"], row["rule"], row["severity"]) for row in crm("lint", "--json").json["rows"]
    ]
    assert ["missing"] == [
        row["state"] for row in crm("doctor", "--json").json["rows"] if row["check"] == "checkout"
    ]


def policy_sparse(book):
    book.git("sparse-checkout", "set", "--no-cone", "/accounts/")


def policy_skipped(book):
    book.git("update-index", "--skip-worktree", "crm.yaml")
    (book.book / "crm.yaml").unlink()


def policy_compressed(book):
    book.git("config", "index.version", "4")
    book.git("update-index", "--index-version", "4")
    policy_skipped(book)


NEED_NONE = {"schema", "merge-file", "init", "tour", "doctor", "help", "completion", "serve"}
TAKES = {
    "knows": ["x"],
    "brief": ["alpha"],
    "map": ["alpha"],
    "show": ["alpha"],
    "query": ["x"],
    "find": ["x"],
    "blame": ["alpha"],
    "diff": ["HEAD"],
    "trend": ["open"],
    "export": ["cards"],
    "import": ["cards", "x.csv"],
    "site": ["out"],
    "apply": ["-"],
}


@pytest.mark.parametrize("way", [policy_sparse, policy_skipped, policy_compressed])
def test_a_book_whose_crm_yaml_is_left_out_is_told_by_every_command_with_what_to_type(
    crm, book, forks, way
):
    way(book)
    said = f"{book.book / 'crm.yaml'} is not in this checkout: git has it, and was told to leave it out"
    first = {name: [parts[0]] for name, parts in GROUPS.items()}
    asked = [
        [],
        *([name, *{**first, **TAKES}.get(name, [])] for name in sorted(set(COMMANDS) - NEED_NONE)),
    ]
    ran = {" ".join(words): forks(crm, *words) for words in asked}
    assert {} == {
        words: (each.status, each.told)
        for words, each in ran.items()
        if (each.status, said in each.told, "git sparse-checkout disable" in each.told)
        != (4, True, True)
    }
    assert [True, True] == [
        text.startswith(("`git sparse", str(book.book)))
        for row in crm("doctor", "--json").json["rows"]
        if row["check"] == "book"
        for text in (row["found"], row["todo"])
    ]
    assert "git sparse-checkout disable" in crm("list").told
    assert said in crm("list", "-C", str(book.book)).told
    assert "이 작업 폴더에 없습니다" in crm("list", "--lang", "ko").told


def test_no_other_book_is_made_where_git_keeps_the_policy_back(crm, book):
    policy_sparse(book)
    ran = crm("init")
    assert (4, False) == (ran.status, (book.book / "crm.yaml").exists())
    assert "crm.yaml is not in this checkout" in ran.told


def test_a_book_below_its_repository_whose_folder_is_left_out_is_told_too(crm):
    it = Recorded(crm.home / "repository", "sales/book")
    it.commit("2026-08-01", {"crm.yaml": POLICY, "accounts/a/alpha.yaml": A})
    it.git("commit", "-q", "--allow-empty", "-m", "x")
    it.git("sparse-checkout", "set", "--cone", "--sparse-index", "other")
    crm.book = it.folder
    for words in (("list", "-C", "sales/book"), ("lint", "sales/book/accounts/a/alpha.yaml")):
        ran = crm(*words)
        assert (4, True) == (
            ran.status,
            "sales/book/crm.yaml is not in this checkout" in ran.told,
        ), words
    it.git("sparse-checkout", "disable")
    assert 0 == crm("list", "-C", "sales/book").status


def test_a_crm_yaml_that_somebody_removed_is_none(crm, book):
    (book.book / "crm.yaml").unlink()
    ran = crm("list")
    assert (2, True) == (ran.status, "no crm.yaml in" in ran.told)


def test_nobody_removed_it(crm, part):
    ran = crm("diff", "--json")
    assert (1, []) == (ran.status, ran.json["rows"])


def test_its_id_is_taken_and_it_is_not_written_to(crm, part):
    assert (0, "accounts/beta-2.yaml") == (
        (ran := crm("new", "Beta", "--json")).status,
        ran.json["totals"]["files"][0],
    )
    for words in (
        ("new", "X", "--id", "beta"),
        ("new", "X", "--id", "BETA"),
        ("log", "beta", "hi", "-t", "call"),
        ("show", "beta"),
        ("rename", "alpha", "omega"),
        ("forget", "alpha", "x"),
    ):
        assert 4 == crm(*words).status, words
    assert "beta.yaml is not in this checkout" in crm("log", "beta", "hi", "-t", "call").told
    assert "1 account is not in this checkout" in crm("rename", "alpha", "omega").told


def test_its_history_is_told_from_git(crm, part):
    assert ["beta"] == sorted(set(ids(crm("history", "beta", "--json"))))


def test_a_file_that_somebody_removed_is_removed(crm, book):
    assert ["alpha", "beta"] == ids(crm("list", "--json"))
    (book.book / "accounts/b/beta.yaml").unlink()
    assert (0, ["alpha"]) == ((ran := crm("list", "--json")).status, ids(ran))


def test_a_mark_that_comes_or_goes_while_no_file_changes_is_seen(crm, book, forks):
    (book.book / "accounts/b/beta.yaml").unlink()
    said = []
    for mark in (
        "--skip-worktree",
        "--no-skip-worktree",
        "--assume-unchanged",
        "--no-assume-unchanged",
    ):
        book.git("update-index", mark, "accounts/b/beta.yaml")
        said += [forks(crm, "list", racy=-1e9).status for _ in range(3)]
    assert [1, 1, 1, 0, 0, 0] * 2 == said


def test_of_many_the_first_few_are_told_and_the_others_counted(crm, book):
    book.commit("2026-08-02", {f"accounts/b/b{number}.yaml": A for number in range(9)})
    sparse(book)
    ran = crm("list")
    assert (3, 1) == (ran.told.count("[file-not-here]"), ran.told.count("7 more of those"))


def test_a_marked_file_that_is_here_is_read(crm, book):
    book.git("update-index", "--assume-unchanged", "accounts/b/beta.yaml")
    assert (0, ["alpha", "beta"]) == ((ran := crm("list", "--json")).status, ids(ran))


def test_it_is_seen_in_a_book_below_its_repository_and_in_another_work_tree(crm, tmp_path):
    it = Recorded(crm.home / "repository", "sales/book")
    it.commit(
        "2026-08-01", {"crm.yaml": POLICY, "accounts/a/alpha.yaml": A, "accounts/b/beta.yaml": B}
    )
    it.git("worktree", "add", "-q", str(tmp_path / "other"))
    for top in (it.folder, tmp_path / "other"):
        crm.book = top / "sales/book"
        crm.git("update-index", "--skip-worktree", "accounts/b/beta.yaml")
        (crm.book / "accounts/b/beta.yaml").unlink()
        ran = crm("list", "--json")
        assert (1, ["alpha"], ["accounts/b/beta.yaml"]) == (
            ran.status,
            ids(ran),
            [each["file"] for each in ran.json["skipped"]],
        )


def test_an_index_that_is_damaged_or_names_contents_otherwise_stops_nobody(crm, tmp_path):
    it = Recorded(crm.book)
    it.git("init", "-q")
    crm.write({"alpha": A}, POLICY)
    for junk in (b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\x09" + b"x" * 99, b"nonsense" * 40):
        (crm.book / ".git/index").write_bytes(junk)
        assert 0 == crm("list").status


def test_an_index_of_sha256_is_read_by_git(crm):
    crm.write({"a/alpha": A, "b/beta": B}, POLICY)
    crm.git("init", "-q", "--object-format=sha256")
    crm.git("add", "-A")
    crm.git("update-index", "--skip-worktree", "accounts/b/beta.yaml")
    assert 0 == crm("list").status
    (crm.book / "accounts/b/beta.yaml").unlink()
    assert 1 == crm("list").status


# two files with one id

TWINS = [
    ("acme", "a/acme"),
    ("z/acme", "acme"),
    ("한빛", unicodedata.normalize("NFD", "한빛")),
    ("é", "b/e\u0301"),
]


@pytest.fixture(params=TWINS, ids=lambda each: ascii(each[1]))
def twins(crm, request):
    """Two files with one id, and an account that names it."""
    one, other = request.param
    key = unicodedata.normalize("NFC", one.rpartition("/")[2])
    crm.write(
        {
            one: "name: One\ncontacts: {kim: {name: Kim}}\n",
            other: "name: Two\ncontacts: {kim: {name: Kim}}\n",
            "naming": f"name: Naming\nreferred_by: {key}/kim\n",
        },
        POLICY,
    )
    return crm, key


def test_neither_is_written_to_by_any_command_and_both_are_named(twins):
    crm, key = twins
    before = {path: path.read_bytes() for path in crm.book.rglob("*.yaml")}
    writing = [
        ("log", key, "hi", "-t", "call"),
        ("contact", "add", key, "Lee"),
        ("contact", "edit", key, "kim", "--id", "k"),
        ("rename", key, "x"),
        ("rename", "naming", "x"),
        ("forget", key, "kim"),
        ("account", key, "--tag", "x"),
    ]
    for words in writing:
        ran = crm(*words)
        assert 4 == ran.status, words
        assert 2 == ran.told.count(".yaml") - ran.told.count("NEW-NAME.yaml")
    assert before == {path: path.read_bytes() for path in crm.book.rglob("*.yaml")}


def test_every_answer_takes_the_same_one_and_names_the_other(twins):
    crm, key = twins
    listed = next(
        row["name"] for row in crm("list", "--json").json["rows"] if row["account"] == key
    )
    for words in (("list",), ("show", key), ("brief", key)):
        ran = crm(*words)
        assert (1, True, True) == (ran.status, "duplicate-account" in ran.told, listed in ran.text)


# names that another system cannot hold


@pytest.mark.parametrize("name", ["AUX", "con", "nul.txt", "Com1", "Acme."])
def test_a_new_account_gets_a_name_that_every_system_can_hold(crm, name):
    crm.write({}, POLICY)
    assert 0 == crm("new", name).status
    assert {"names": "ok"} == {
        row["check"]: row["state"]
        for row in crm("doctor", "--json").json["rows"]
        if row["check"] == "names"
    }


@pytest.mark.parametrize(
    "name", ["AUX", "nul.txt", "acme.", "COM¹", "ALPHA", "각" * 28, "-x", ".x", "a:b"]
)
def test_an_id_that_another_system_cannot_hold_is_refused_however_it_is_given(crm, name):
    crm.write({"alpha": A, "beta": B}, POLICY)
    assert {2, 4} >= {
        crm("new", "X", f"--id={name}").status,
        crm("rename", "--", "beta", name).status,
    }
    assert ["alpha.yaml", "beta.yaml"] == sorted(
        path.name for path in (crm.book / "accounts").iterdir()
    )


def test_an_import_makes_no_such_file(crm, tmp_path):
    crm.write({"prn-2": A}, POLICY)
    (tmp_path / "them.csv").write_text("name\nPRN\nLPT1.x\nPRN Ltd\n")
    assert ["lpt1-x", "prn-3"] == crm(
        "import", "accounts", str(tmp_path / "them.csv"), "--json"
    ).json["totals"]["created"]


def test_lint_finds_what_is_there_already_and_rename_mends_it(crm):
    crm.write({"aux": A, "Alpha": A, "alpha": A, "x.": A, "com1/y": A}, POLICY)
    found = {
        (row["file"], row["severity"])
        for row in crm("lint", "--json").json["rows"]
        if row["rule"] == "portable-name"
    }
    assert {
        (f"accounts/{name}.yaml", "warning") for name in ("aux", "alpha", "x.", "com1/y")
    } == found
    assert ["warning"] == [
        row["state"] for row in crm("doctor", "--json").json["rows"] if row["check"] == "names"
    ]
    assert [0, 0, 0] == [
        crm("rename", *words).status
        for words in (("aux", "aux-1"), ("Alpha", "alpha-2"), ("x.", "x"))
    ]
    assert ["accounts/com1/y.yaml"] == [
        row["file"] for row in crm("lint", "--json").json["rows"] if row["rule"] == "portable-name"
    ]


# a repository of somebody else


@pytest.fixture
def theirs(crm, book):
    """The book's repository belongs to another user."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("needs root, to give files away")
    for path in (crm.book, crm.book / ".git"):
        os.chown(path, 65534, 65534)
    return crm


def test_a_repository_of_somebody_else_is_told_as_that_with_the_command_that_helps(theirs):
    for words in (
        ("lint", "--changed"),
        ("history",),
        ("undo",),
        ("list", "--at", "HEAD"),
        ("slips",),
        ("doctor", "--fix"),
        ("log", "alpha", "hi", "-t", "call", "--commit"),
    ):
        ran = theirs(*words)
        assert (4, True) == (ran.status, f"safe.directory {theirs.book}" in ran.told), words
    assert (
        "the file is written but not committed"
        in theirs("log", "alpha", "hello", "-t", "call", "--commit").told
    )
    assert [("missing", True)] == [
        (row["state"], "safe.directory" in row["todo"])
        for row in theirs("doctor", "--json").json["rows"]
        if row["check"] == "repository"
    ]
    assert 0 == theirs("list").status


# encrypted files


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"\0GITCRYPT\0\1\xff\xfe\n", "file-encrypted"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n", "file-pointer"),
        (b"-----BEGIN PGP MESSAGE-----\n\nx\n", "file-encrypted"),
        (b"U2FsdGVkX19x\n", "file-encrypted"),
        # as sops writes it: values sealed and keys not, all of them or a note alone
        (b"name: ENC[AES256_GCM,data:x==,type:str]\nsops:\n    mac: x\n", "file-encrypted"),
        (
            b"name: A\nstatus: prospect\nresearch: {solution: 'ENC[AES256_GCM,data:x==]'}\n"
            b"sops:\n    unencrypted_suffix: _unencrypted\n",
            "file-encrypted",
        ),
    ],
)
def test_an_encrypted_file_is_told_as_that_and_not_written_to(crm, data, rule):
    crm.write({"alpha": A, "sealed": data}, POLICY)
    assert (1, [rule]) == (
        (ran := crm("list", "--json")).status,
        [each["rule"] for each in ran.json["skipped"]],
    )
    assert [rule] == [row["rule"] for row in crm("lint", "--json").json["rows"]]
    assert 4 == crm("log", "sealed", "hi", "-t", "call").status
    assert data == (crm.book / "accounts/sealed.yaml").read_bytes()


@pytest.mark.parametrize("path", ["accounts/b/beta.yaml", "accounts/aaa.yaml"])
def test_what_git_keeps_behind_a_filter_is_told_to_be_lacking(crm, book, path):
    book.commit(
        "2026-08-02",
        {".gitattributes": f"{path} filter=git-crypt\n", path: b"\0GITCRYPT\0\1\2"},
    )
    book.write({path: B})
    for words in (("history",), ("slips",), ("diff", "HEAD~1")):
        ran = crm(*words, "--json")
        assert (1, True) == (ran.status, "git-crypt" in ran.json["lacks"][0])
    assert 0 == crm("list").status


# hooks and signing


@pytest.fixture
def hooked(crm, book):
    """The repository has hooks that note that they ran."""
    for name in ("pre-commit", "commit-msg", "post-commit"):
        path = crm.book / ".git/hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"#!/bin/sh\necho {name} >> .git/ran\ngit diff --cached --name-only >> .git/saw\ntest ! -e .git/refuse-{name} || {{ echo no entry without a ticket; exit 1; }}\n"
        )
        path.chmod(0o755)
    crm.git("config", "user.email", "ada@us.example")
    crm.git("config", "user.name", "Ada")
    return crm


def ran_hooks(crm) -> list[str]:
    path = crm.book / ".git/ran"
    return path.read_text().split() if path.exists() else []


def test_hooks_and_signing_are_passed_by_and_told(hooked):
    hooked.git("config", "commit.gpgsign", "true")
    ran = hooked("account", "alpha", "--tag", "x", "--commit")
    assert (0, 1, 1, []) == (
        ran.status,
        ran.told.count("did not run: pre-commit, commit-msg, post-commit"),
        ran.told.count("not signed"),
        ran_hooks(hooked),
    )


def test_the_book_may_decide_that_they_are_not_to_run(hooked):
    hooked.write({}, POLICY + "commit: {when: auto, hooks: skip}\n")
    ran = hooked("account", "alpha", "--tag", "x")
    assert (0, True, False, []) == (
        ran.status,
        "committed as" in ran.told,
        "did not run" in ran.told,
        ran_hooks(hooked),
    )


def test_the_book_may_decide_that_they_run_and_they_see_what_is_committed(hooked):
    hooked.write({}, POLICY + "commit: {hooks: run}\n")
    assert (0, []) == (hooked("account", "alpha", "--tag", "w").status, ran_hooks(hooked))
    ran = hooked("account", "alpha", "--tag", "x", "--commit")
    assert (0, False, ["pre-commit", "commit-msg", "post-commit"]) == (
        ran.status,
        "did not run" in ran.told,
        ran_hooks(hooked),
    )
    assert {"accounts/a/alpha.yaml"} == set((hooked.book / ".git/saw").read_text().split())
    assert [" M crm.yaml"] == hooked.git("status", "--porcelain").splitlines()


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_hook_that_refuses_leaves_the_file_written_and_not_committed(hooked, name):
    hooked.write({}, POLICY + "commit: {when: auto, hooks: run}\n")
    (hooked.book / f".git/refuse-{name}").touch()
    before = hooked.git("rev-parse", "HEAD")
    ran = hooked("account", "alpha", "--tag", "x")
    assert (4, True, True) == (
        ran.status,
        "written but not committed" in ran.told,
        "no entry without a ticket" in ran.told,
    )
    assert (before, True) == (
        hooked.git("rev-parse", "HEAD"),
        b"x" in (hooked.book / "accounts/a/alpha.yaml").read_bytes(),
    )


def test_a_hook_that_changes_what_is_committed_is_refused(hooked):
    hooked.write({}, POLICY + "commit: {when: auto, hooks: run}\n")
    (hooked.book / ".git/hooks/pre-commit").write_text(
        "#!/bin/sh\necho 'name: Other' > accounts/b/beta.yaml; git add accounts/b/beta.yaml\n"
    )
    before = hooked.git("rev-parse", "HEAD")
    assert 4 == hooked("account", "alpha", "--tag", "x").status
    assert before == hooked.git("rev-parse", "HEAD")


def test_commit_auto_is_what_it_was(crm, book):
    crm.write({}, POLICY + "commit: auto\n")
    crm.git("config", "user.email", "ada@us.example")
    crm.git("config", "user.name", "Ada")
    told = crm("account", "alpha", "--tag", "x").told
    assert f"committed as {crm.git('rev-parse', 'HEAD')[:10]}\n" in f"{told}\n"


# crm undo where nothing is committed


def test_undo_says_how_to_take_back_what_was_not_committed(crm, book):
    assert "you have committed nothing here" in crm("undo").told
    crm("account", "alpha", "--tag", "x")
    ran = crm("undo")
    assert (4, True, True) == (
        ran.status,
        "git restore accounts/a/alpha.yaml" in ran.told,
        "`commit: auto`" in ran.told,
    )


def test_undo_says_so_too_where_it_came_on_top_of_a_commit(crm, book):
    crm.git("config", "user.email", "ada@us.example")
    crm.git("config", "user.name", "Ada")
    crm("account", "alpha", "--tag", "x", "--commit")
    crm("account", "alpha", "--tag", "y")
    assert (4, True) == (
        (ran := crm("undo")).status,
        "git restore accounts/a/alpha.yaml takes it back" in ran.told,
    )


def test_a_new_book_tells_of_it(crm, tmp_path):
    for language in ("en", "ko"):
        crm("init", str(tmp_path / language), "--lang", language, cwd=tmp_path)
        text = (tmp_path / language / "crm.yaml").read_text()
        assert ("# commit: auto" in text, "crm undo" in text, "git restore" in text) == (
            True,
            True,
            True,
        )


def test_two_files_with_one_id_are_named_by_diff_in_whichever_state_they_were(crm, book):
    book.commit("2026-08-02", {"accounts/b/alpha.yaml": "name: Other\n"})
    book.commit("2026-08-03", {"accounts/b/alpha.yaml": None})
    for words in (("HEAD~1",), ("HEAD~1..HEAD",), ("HEAD~2..HEAD~1",)):
        ran = crm("diff", *words, "--json")
        assert (1, ["duplicate-account"]) == (
            ran.status,
            [each["rule"] for each in ran.json["skipped"]],
        ), words
    assert 0 == crm("diff", "HEAD~2..HEAD").status
