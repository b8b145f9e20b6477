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
