"""Findings as workflow commands: one command a line, whatever the record says."""

from crmcli.domain.located_finding import LocatedFinding
from crmcli.formats.findings.github import not_shown, render

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


def commands(spots, **given) -> list[str]:
    """What stands in the group of the file."""
    first, *lines, last = render(spots, **given).splitlines()
    assert first.startswith("::group::")
    assert last == "::endgroup::"
    return lines


def test_no_findings_are_no_text() -> None:
    assert render([]) == ""


def test_a_finding_is_one_command() -> None:
    assert (
        render([ACME]) == "::group::accounts/acme.yaml (1)\n"
        "::error file=accounts/acme.yaml,line=12,col=11,endColumn=18,title=unknown-contact::no contact `kim-old`\n"
        "::endgroup::\n"
    )


def test_what_to_write_instead_is_the_second_line_of_the_annotation() -> None:
    (line,) = commands([ACME._replace(write="with: kim-mj")], write="write")
    assert line.endswith("::no contact `kim-old`%0Awrite: with: kim-mj")
    (line,) = commands([ACME], write="write")
    assert line.endswith("::no contact `kim-old`")


def test_the_findings_of_a_file_are_one_group() -> None:
    told = render([ACME, ACME._replace(line=13)])
    assert told.startswith("::group::accounts/acme.yaml (2)\n::error ")
    assert len(told.splitlines()) == 4


def test_ten_of_each_kind_are_shown_beside_their_lines() -> None:
    assert not_shown({"error": 10, "warning": 10, "info": 0}) == 0
    assert not_shown({"error": 12, "warning": 11, "info": 3}) == 3


def test_warnings_stay_warnings_and_info_is_a_notice() -> None:
    spots = [ACME._replace(severity="warning"), ACME._replace(severity="info")]
    assert [line.split(" ")[0] for line in commands(spots)] == ["::warning", "::notice"]


def test_a_message_cannot_start_a_command_of_its_own() -> None:
    hostile = ACME._replace(message="100% :: a, b\n::error file=x::owned\r\n##[add-mask]y")
    assert commands([hostile]) == [
        "::error file=accounts/acme.yaml,line=12,col=11,endColumn=18,title=unknown-contact"
        "::100%25 :: a, b%0A::error file=x::owned%0D%0A##[add-mask]y"
    ]


def test_a_file_name_cannot_end_its_property() -> None:
    hostile = ACME._replace(file="accounts/50%,line=1::a\nb.yaml")
    (line,) = commands([hostile])
    assert line.startswith("::error file=accounts/50%25%2Cline=1%3A%3Aa%0Ab.yaml,line=12,")
    assert render([hostile]).startswith("::group::accounts/50%25,line=1::a%0Ab.yaml (1)\n")


def test_escapes_that_stand_in_the_text_are_escaped_themselves() -> None:
    assert commands([ACME._replace(message="%0A%25")])[0].endswith("::%250A%2525")


def test_hangul_stays_as_it_is() -> None:
    (told,) = commands(
        [ACME._replace(file="accounts/한빛전자.yaml", message="‘김민수’라는 담당자가 없습니다")]
    )
    assert (
        told
        == "::error file=accounts/한빛전자.yaml,line=12,col=11,endColumn=18,title=unknown-contact::‘김민수’라는 담당자가 없습니다"
    )


def test_control_characters_and_overrides_are_made_visible() -> None:
    (told,) = commands([ACME._replace(message="a\x1b[2J\u202eb\u2028c")])
    assert told.endswith("::a\\x1b[2J\\u202eb\\u2028c")


def test_a_place_without_length_keeps_its_column() -> None:
    assert "col=11,endColumn=11," in render([ACME._replace(end_column=0)])
