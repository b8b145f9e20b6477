"""`crm forget` over a book: nobody is named any more, figures stay, what is left is told with its place, and the list purges history."""

import json
import re

import pytest

POLICY = "team: {kim: {name: 김민지}}\ntimezone: Asia/Seoul\n"
HANBIT = """\
name: 한빛전자㈜
roles: {cio: {contact: lee-dh, rep: kim}}
contacts:
  lee-dh: {name: 이동현, phones: ["010-1234-5671"], emails: [dh.lee@hanbit.example], stance: {2026-05-02: negative}}   # 이동현, 골프
  park-jh: {name: 박재형, stance: {2026-05-02: friendly}}
deals:
  pt2: {amount: 1000, owner: kim, stages: {2026-05-10: contacting}, people: {lee-dh: influencer}, outcome: {result: lost, date: 2026-06-01, reason: price}}
  next: {amount: 500, owner: kim, stages: {2026-06-10: contacting}}
log:
  - {date: 2026-05-02, type: visit, by: kim, with: lee-dh, what: 이동현황 보고, said: "이동현입니다, 010 1234 5671"}
"""
OTHER = """\
name: 해온시설
referred_by: hanbit/lee-dh
contacts: {lee-dh: {name: 이동현수, phones: ["010-1234-9999"]}}
deals: {d: {referred_by: hanbit/lee-dh, note: 이동현님 소개}}
log:
  - {date: 2026-05-03, type: call, with: lee-dh, what: "dh.lee@hanbit.example로 보냄"}
"""
BYSTANDER = "name: Bystander\nlog: [{date: 2026-05-03, type: call, what: nothing about anybody}]\n"
WHO = "forgotten-94c16a2b"
REPORTS = (
    ("coverage",),
    ("coverage", "hanbit"),
    ("pipeline",),
    ("losses",),
    ("winrate",),
    ("list",),
    ("due",),
    ("bant",),
)


@pytest.fixture
def repo(crm):
    crm.write({"hanbit": HANBIT, "haeon": OTHER, "bystander": BYSTANDER}, POLICY)
    crm.git("init", "-q", "--template=")
    for name, value in (("user.name", "Kim"), ("user.email", "kim@us.example")):
        crm.git("config", name, value)
    crm.git("add", "-A")
    crm.git("commit", "-q", "-m", "first 이동현 call")
    return crm


def texts(crm):
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((crm.book / "accounts").iterdir())
    }


def test_the_person_is_gone_from_every_account(repo):
    ran = repo("forget", "hanbit", "lee-dh")
    assert 0 == ran.status
    assert {
        "hanbit": HANBIT.replace(
            '{name: 이동현, phones: ["010-1234-5671"], emails: [dh.lee@hanbit.example], ',
            f"{{name: {WHO}, ",
        )
        .replace("lee-dh", WHO)
        .replace("이동현입니다, 010 1234 5671", f"{WHO}입니다, {WHO}"),
        "haeon": OTHER.replace("hanbit/lee-dh", f"hanbit/{WHO}")
        .replace("이동현님", f"{WHO}님")
        .replace("dh.lee@hanbit.example로", f"{WHO}로"),
        "bystander": BYSTANDER,
    } == texts(repo)


def test_what_may_still_name_the_person_is_told_with_its_place(repo):
    (repo.book / "crm.yaml").write_text(POLICY + "# 이동현 담당: 김민지\n", encoding="utf-8")
    told = repo("forget", "hanbit", "lee-dh").told.splitlines()
    assert [
        f"한빛전자㈜: {WHO} takes the person's place (7x)",
        f"해온시설: {WHO} takes the person's place (4x)",
    ] == sorted(line for line in told if "takes the person's place" in line)
    left = [line for line in told if "may still name" in line]
    assert [
        "accounts/hanbit.yaml:4",
        "accounts/hanbit.yaml:10",
        "accounts/haeon.yaml:3",
        "crm.yaml:3",
    ] == [line.split()[0] for line in left]
    assert left[0].endswith("# 이동현, 골프")


def test_figures_stay_and_only_names_change(repo):
    def asked():
        answers = "".join(repo(*words, "--json", "--as-of", "2026-08-01").text for words in REPORTS)
        return answers, re.sub(f"이동현(?!수)|lee-dh|{WHO}", "X", answers)

    named, before = asked()
    repo("forget", "hanbit", "lee-dh")
    unnamed, after = asked()
    assert before == after
    assert (True, False) == ('이동현"' in named, '이동현"' in unnamed)


def test_neither_the_commit_nor_its_message_nor_the_changes_name_the_person(repo):
    done = json.loads(repo("forget", "hanbit", "lee-dh", "--commit", "--json").out)
    message = repo.git("log", "-1", "--format=%B")
    assert (
        f"한빛전자㈜: forget a contact ({WHO})\n\nWritten-by: crm\n" == message.rstrip("\n") + "\n"
    )
    told = {name: value for name, value in done.items() if name != "totals"} | {
        "totals": {name: value for name, value in done["totals"].items() if name != "purge"}
    }
    assert [] == [
        word
        for word in ("이동현", "lee-dh", "5671", "dh.lee")
        if word in json.dumps(told, ensure_ascii=False)
    ]
    assert ["hanbit", "haeon"] == [row["account"] for row in done["rows"]]
    assert {"file": "accounts/hanbit.yaml", "line": 4} in done["totals"]["left"]
    assert "" == repo.git("status", "--porcelain")


def test_the_list_is_all_there_is_on_standard_output_and_it_purges_history(repo):
    repo(
        "log",
        "hanbit",
        "이동현이 전화함",
        "--type",
        "call",
        "--with",
        "lee-dh",
        "--date",
        "2026-08-01",
        "--commit",
    )
    ran = repo("forget", "hanbit", "lee-dh", "--commit")
    rules = ran.text.splitlines()
    assert (
        4
        == len(rules)
        == len([rule for rule in rules if rule.startswith("regex:") and rule.endswith(f"==>{WHO}")])
    )
    assert ran.told.endswith(
        "git filter-repo --replace-text forget.txt --replace-message forget.txt\nand have everybody clone anew (crm help privacy)\n"
    )
    everything = history(repo)
    assert [True] * 3 == [
        word in everything for word in ("이동현 ", "010-1234-5671", "dh.lee@hanbit.example")
    ]
    purged = replaced(rules, everything)
    assert [] == re.findall("이동현(?!황|수).{6}|5671|dh.lee@", purged)
    assert everything.count("이동현수") == purged.count("이동현수")
    assert everything.count("이동현황") == purged.count("이동현황")


def history(crm) -> str:
    """Every message and every file of every commit."""
    ids = crm.git("rev-list", "--objects", "--all").split("\n")
    blobs = {line.split()[0] for line in ids if " " in line and line.endswith(".yaml")}
    return crm.git("log", "--all", "--format=%B") + "".join(
        crm.git("cat-file", "blob", blob) for blob in sorted(blobs)
    )


def replaced(rules: list[str], text: str) -> str:
    """What git filter-repo makes of it: patterns over bytes, the replacement behind the last arrow."""
    data = text.encode()
    for rule in rules:
        pattern, _, replacement = rule.removeprefix("regex:").rpartition("==>")
        data = re.compile(pattern.encode()).sub(replacement.encode(), data)
    return data.decode()


def test_an_id_that_others_have_too_is_not_in_the_list(repo):
    ran = repo("forget", "hanbit", "lee-dh")
    assert (
        "the id `lee-dh` is not in the list: accounts/haeon.yaml uses the same word otherwise"
        in ran.told
    )
    assert "lee\\-dh" not in ran.text


def test_an_id_nobody_else_has_is_purged_too(repo):
    repo.write(
        {
            "haeon": OTHER.replace("contacts: {lee-dh:", "contacts: {lee-ds:").replace(
                "with: lee-dh", "with: lee-ds"
            )
        }
    )
    ran = repo("forget", "hanbit", "lee-dh")
    assert f"regex:(?i)(?<![\\w.-])lee\\-dh(?![\\w.-])==>{WHO}" == ran.text.splitlines()[-1]
    assert "is not in the list" not in ran.told


def test_without_history_there_is_nothing_to_purge(crm):
    crm.write({"hanbit": HANBIT, "haeon": OTHER}, POLICY)
    ran = crm("forget", "hanbit", "lee-dh")
    assert (0, b"", False) == (ran.status, ran.out, "filter-repo" in ran.told)
    assert WHO in texts(crm)["hanbit"]


def test_a_dry_run_shows_the_lines_and_changes_nothing(repo):
    before = texts(repo)
    ran = repo("forget", "hanbit", "lee-dh", "-n")
    assert (0, before) == (ran.status, texts(repo))
    assert f"+referred_by: hanbit/{WHO}\n" in ran.text
    assert "regex:" not in ran.text


def test_who_an_open_deal_needs_is_kept_unless_forced(repo):
    repo.write(
        {"hanbit": HANBIT.replace(", outcome: {result: lost, date: 2026-06-01, reason: price}", "")}
    )
    before = texts(repo)
    ran = repo("forget", "hanbit", "lee-dh")
    assert (4, b"", before) == (ran.status, ran.out, texts(repo))
    assert "crm: contact `lee-dh` is needed by an open deal: pt2\n" in ran.told
    assert 0 == repo("forget", "hanbit", "lee-dh", "--force").status
    assert f"people: {{{WHO}: influencer}}" in texts(repo)["hanbit"]


def test_a_namesake_at_another_account_keeps_name_and_texts_and_that_is_told(repo):
    namesake = 'name: Third\ncontacts: {ldh: {name: 이동현, phones: ["02-1111-2222"]}}\nnote: 이동현이 010-1234-5671도 씀\n'
    repo.write({"third": namesake})
    ran = repo("forget", "hanbit", "lee-dh")
    assert namesake.replace("010-1234-5671", WHO) == texts(repo)["third"]
    assert {"accounts/third.yaml:2", "accounts/third.yaml:3"} <= {
        line.split()[0] for line in ran.told.splitlines() if "may still name" in line
    }


def test_the_same_person_at_another_account_is_told(repo):
    repo.write(
        {"third": 'name: Third\ncontacts: {ldh: {name: 이동현, phones: ["+82 10-1234-5671"]}}\n'}
    )
    ran = repo("forget", "hanbit", "lee-dh")
    assert "third: contact `ldh` seems to be the same person: crm forget third ldh\n" in ran.told
    assert "이동현" not in texts(repo)["third"]


def test_one_of_us_with_the_same_name_keeps_it(repo):
    repo.write(
        {
            "bystander": "name: Bystander\nnote: 김민지가 감\n",
            "hanbit": HANBIT.replace("박재형", "김민지"),
        },
        POLICY,
    )
    assert 0 == repo("forget", "hanbit", "park-jh").status
    assert ("name: Bystander\nnote: 김민지가 감\n", False) == (
        texts(repo)["bystander"],
        "김민지" in texts(repo)["hanbit"],
    )


def test_who_is_forgotten_stays_so(repo):
    repo("forget", "hanbit", "lee-dh")
    before = texts(repo)
    ran = repo("forget", "hanbit", WHO)
    assert (4, before) == (ran.status, texts(repo))
    assert f"`{WHO}` is forgotten already" in ran.told


def test_a_file_that_names_the_person_and_cannot_be_read_stops_it(repo):
    repo.write({"broken": "name: [이동현\n"})
    before = texts(repo)
    ran = repo("forget", "hanbit", "lee-dh")
    assert (4, before) == (ran.status, texts(repo))
    assert "accounts/broken.yaml cannot be read" in ran.told


def test_what_was_remembered_of_the_book_is_gone(repo):
    repo("due", "--as-of", "2026-08-01")
    assert [] != [path.name for path in repo.cache.rglob("*") if path.is_file()]
    repo("forget", "hanbit", "lee-dh")
    assert [] == [path.name for path in repo.cache.rglob("*") if path.is_file()]


@pytest.mark.parametrize("at", [1, 2, 10])
def test_a_line_that_still_names_the_person_is_told_with_its_number(repo, at):
    lines = HANBIT.splitlines()
    lines.insert(at - 1, "# 이동현 이사")
    repo.write({"hanbit": "\n".join(lines) + "\n"})
    assert f"accounts/hanbit.yaml:{at} " in repo("forget", "hanbit", "lee-dh").told
