"""Findings as workflow commands: one command a line, whatever the record says."""

from crmcli.domain.located_finding import LocatedFinding
from crmcli.formats.findings.github import render

ACME = LocatedFinding(
    "accounts/acme.yaml",
    12,
    11,
    18,
    "unknown-contact",
    "error",
    "no contact `kim-old`",
    "log.3.with",
    "    with: kim-old",
)


def test_no_findings_are_no_text() -> None:
    assert render([]) == ""


def test_a_finding_is_one_command() -> None:
    assert (
        render([ACME])
        == "::error file=accounts/acme.yaml,line=12,col=11,endColumn=18,title=unknown-contact::no contact `kim-old`\n"
    )


def test_warnings_stay_warnings_and_info_is_a_notice() -> None:
    spots = [ACME._replace(severity="warning"), ACME._replace(severity="info")]
    assert [line.split(" ")[0] for line in render(spots).splitlines()] == ["::warning", "::notice"]


def test_a_message_cannot_start_a_command_of_its_own() -> None:
    hostile = ACME._replace(message="100% :: a, b\n::error file=x::owned\r\n##[add-mask]y")
    assert render([hostile]) == (
        "::error file=accounts/acme.yaml,line=12,col=11,endColumn=18,title=unknown-contact"
        "::100%25 :: a, b%0A::error file=x::owned%0D%0A##[add-mask]y\n"
    )


def test_a_file_name_cannot_end_its_property() -> None:
    hostile = ACME._replace(file="accounts/50%,line=1::a\nb.yaml")
    assert render([hostile]).startswith(
        "::error file=accounts/50%25%2Cline=1%3A%3Aa%0Ab.yaml,line=12,"
    )


def test_escapes_that_stand_in_the_text_are_escaped_themselves() -> None:
    assert render([ACME._replace(message="%0A%25")]).endswith("::%250A%2525\n")


def test_hangul_stays_as_it_is() -> None:
    told = render(
        [ACME._replace(file="accounts/한빛전자.yaml", message="‘김민수’라는 담당자가 없습니다")]
    )
    assert (
        told
        == "::error file=accounts/한빛전자.yaml,line=12,col=11,endColumn=18,title=unknown-contact::‘김민수’라는 담당자가 없습니다\n"
    )


def test_control_characters_and_overrides_are_made_visible() -> None:
    told = render([ACME._replace(message="a\x1b[2J\u202eb\u2028c")])
    assert told.endswith("::a\\x1b[2J\\u202eb\\u2028c\n")
    assert len(told.splitlines()) == 1


def test_a_place_without_length_keeps_its_column() -> None:
    assert "col=11,endColumn=11," in render([ACME._replace(end_column=0)])
