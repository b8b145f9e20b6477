"""Business registration numbers of accounts: found, shown, checked, mended, and known by imports."""

import json

import pytest

DAY = ("--as-of", "2026-08-01")


@pytest.fixture
def book(crm):
    crm.write(
        {
            "samsung": "name: 삼성전자㈜\nbusiness_no: 124-81-00998\n",
            "naver": "name: 네이버㈜\nbusiness_no: 2208162517\n",
        },
        "language: en\ncurrency: KRW\n",
    )
    return crm


@pytest.mark.parametrize("said", ["124-81-00998", "1248100998", "124 81 00998"])
def test_an_account_is_found_and_named_by_its_number(book, said):
    assert "samsung" in book("find", said, *DAY).text
    assert "삼성전자" in book("show", said, *DAY).text
    assert "220" not in book("show", said, *DAY).text
    assert "naver" in book("find", "220-81-62517", *DAY).text


def test_pages_and_questions_show_it(book):
    for page in ("show", "brief"):
        assert "124-81-00998" in book(page, "samsung", *DAY).text
        assert (
            "124-81-00998"
            == json.loads(book(page, "samsung", "--json", *DAY).text)["rows"][0]["business_no"]
        )
    listed = book("list", "--columns", "name,business_no", "-o", "csv", *DAY).text
    assert listed.split() == ["name,business_no", "네이버㈜,2208162517", "삼성전자㈜,124-81-00998"]


def test_it_is_written_as_it_was_said_and_taken_away(book):
    book("account", "naver", "--business-no", "220-81-62517", "--no-commit")
    path = book.book / "accounts" / "naver.yaml"
    assert 'business_no: "220-81-62517"\n' in path.read_text(encoding="utf-8")
    book("account", "naver", "--clear", "business-no", "--no-commit")
    assert "business_no" not in path.read_text(encoding="utf-8")


def test_lint_tells_what_is_wrong_with_a_number_and_where_it_is_twice(book):
    accounts = book.book / "accounts"
    (accounts / "turned.yaml").write_text("name: T\nbusiness_no: 142-81-00998\n", encoding="utf-8")
    (accounts / "short.yaml").write_text("name: S\nbusiness_no: 124-81\n", encoding="utf-8")
    (accounts / "wrong.yaml").write_text("name: W\nbusiness_no: 124-81-00999\n", encoding="utf-8")
    (accounts / "samsung-2.yaml").write_text(
        "name: 삼성전자 수원\nbusiness_no: 1248100998\n", encoding="utf-8"
    )
    found = book("lint", "--select", "business-number", *DAY).text
    for told in (
        "turned.yaml:2:14: warning: `142-81-00998` is no business registration number; are two",
        "short.yaml:2:14: warning: `124-81` has 5 digits",
        "wrong.yaml:2:14: warning: `124-81-00999` is no business registration number: its last",
        "samsung-2.yaml:2:14: warning: `samsung` has the business registration number `1248100998`",
    ):
        assert told in found
    book.write({"foreign": "name: F\nbusiness_no: 12-3456789\n"}, "language: en\ncurrency: USD\n")
    assert "foreign" not in book("lint", "--select", "business-number", *DAY).text


def test_a_turned_number_is_mended_only_when_that_is_asked_for(book):
    path = book.book / "accounts" / "naver.yaml"
    path.write_text("name: 네이버㈜\nbusiness_no: 220-81-65217 # web\n", encoding="utf-8")
    book("lint", "--fix", "--no-commit")
    assert "220-81-65217" in path.read_text(encoding="utf-8")
    book("lint", "--fix", "--unsafe")
    assert "business_no: 220-81-62517 # web" in path.read_text(encoding="utf-8")


def test_an_import_knows_an_account_by_its_number_before_its_name(book, tmp_path):
    table = tmp_path / "accounts.csv"
    table.write_text(
        "회사명,사업자등록번호,업종\n네이버 주식회사(본사),220-81-62517,포털\n카카오,120-81-47521,메신저\n",
        encoding="utf-8",
    )
    ran = book("import", "accounts", str(table), "--no-commit")
    assert 0 == ran.status, ran.told
    accounts = book.book / "accounts"
    assert "industry: 포털" in (accounts / "naver.yaml").read_text(encoding="utf-8")
    assert "business_no: 2208162517\n" in (accounts / "naver.yaml").read_text(encoding="utf-8")
    made = [path.name for path in accounts.glob("*.yaml")]
    assert 3 == len(made), made
    new = next(path for path in accounts.glob("*.yaml") if path.stem not in ("naver", "samsung"))
    assert 'business_no: "120-81-47521"' in new.read_text(encoding="utf-8")
    assert "known as naver by its business registration" in " ".join(ran.text.split())


WRONG = {
    "142-81-00998": "`142-81-00998` is no business registration number; are two digits turned",
    "124-81-00999": "`124-81-00999` is no business registration number: its last digit",
    "124-81": "`124-81` has 5 digits; a business registration number has 10",
}


@pytest.mark.parametrize(("said", "told"), WRONG.items())
def test_whoever_writes_a_number_that_is_none_is_told_at_once(book, tmp_path, said, told):
    before = sorted(path.read_bytes() for path in (book.book / "accounts").iterdir())
    requests = tmp_path / "requests.json"
    for words in (("new", "카카오"), ("account", "naver")):
        ran = book(*words, "--business-no", said)
        assert (4, True) == (ran.status, f"crm: {told}" in ran.told), ran.told
    for operation, who in (("new", "name"), ("account", "account")):
        asked = {"operation": operation, who: "naver", "business_no": said}
        requests.write_text(json.dumps({"requests": [asked]}), encoding="utf-8")
        ran = book("apply", str(requests))
        assert (4, True) == (ran.status, told in ran.told), ran.told
    assert before == sorted(path.read_bytes() for path in (book.book / "accounts").iterdir())


@pytest.mark.parametrize(("said", "told"), WRONG.items())
def test_an_import_takes_no_number_that_is_none_and_says_so(book, tmp_path, said, told):
    table = tmp_path / "accounts.csv"
    for how, name in (("accounts", "카카오"), ("files", "라인")):
        table.write_text(f"회사명,사업자등록번호,업종\n{name},{said},메신저\n", encoding="utf-8")
        ran = book("import", how, str(table), "--no-commit", env={"COLUMNS": "300"})
        assert (1, True) == (ran.status, told in f"{ran.text}{ran.told}"), ran.text
    files = [path.read_text("utf-8") for path in (book.book / "accounts").glob("*.yaml")]
    assert 4 == len(files)
    assert 2 == sum("business_no" in text for text in files)


def test_a_new_account_has_the_number_that_is_said(book):
    ran = book("new", "카카오", "--id", "kakao", "--business-no", "120-81-47521")
    assert 0 == ran.status, ran.told
    text = (book.book / "accounts" / "kakao.yaml").read_text(encoding="utf-8")
    assert 'name: 카카오\nbusiness_no: "120-81-47521"\n' in text


def test_in_a_book_of_another_currency_any_number_is_written(crm):
    crm.write({"acme": "name: Acme\n"}, "currency: USD\n")
    assert 0 == crm("account", "acme", "--business-no", "12-3456789").status
    assert 0 == crm("new", "Zenith", "--business-no", "12-3456789").status
