"""What a word on the command line means, and what it is told when it means nothing or too much."""

import pytest

from books import account, policy
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import (
    Called,
    find_contact,
    find_deal,
    find_member,
    find_role,
    known_names,
    listed,
    offered,
    one_id,
    surest,
)
from crmcli.domain.text.phones import asked_phone, folded_phone
from crmcli.messages import Phrases

HANBIT = account(
    """
    name: 한빛전자
    contacts:
      park-jh: {name: 박재형, title: 본부장, phones: ["010-1234-5671"], emails: [JH.Park@hanbit.example]}
      park-sy: {name: 박서연, phones: ["+82 10 9999 0001", "02-555-0001"]}
      lee-dh: {name: 이동현, emails: [dh@hanbit.example]}
      lee: {name: Lee Smith}
      dh: {name: 한도현}
    deals:
      pt2-batch: {name: 평택 2공장 증설}
      pt3: {}
      mes-2025: {name: MES 1차}
    """,
)
RULES = policy(
    """
    role_sets:
      small:
        ceo: {label: {ko: 대표이사, en: CEO}}
        cfo: {label: {ko: 재무 임원, en: Chief financial officer}}
        purchasing-mgr: {label: {ko: 구매 관리자, en: Purchasing manager}}
        purchaser: {label: 구매 담당}
    team: {kim-mj: {name: 김민지, emails: [mj@us.example]}, kim-mk: {name: 김민기}, han: {name: 한세은}, bare: {}}
    """
)
FINDERS = {
    "contact": lambda said: find_contact(said, HANBIT.contacts),
    "deal": lambda said: find_deal(said, HANBIT.deals),
    "role": lambda said: find_role(said, RULES.role_sets["small"]),
    "member": lambda said: find_member(said, RULES.team),
}


@pytest.mark.parametrize(
    ("what", "said", "meant"),
    [
        ("contact", "park-jh", "park-jh"),
        ("contact", "PARK-JH", "park-jh"),
        ("contact", "park-j", "park-jh"),
        ("contact", "박재형", "park-jh"),
        ("contact", " 박재형 ", "park-jh"),
        ("contact", "재형", "park-jh"),
        ("contact", "박재", "park-jh"),
        ("contact", "jh.park@HANBIT.example", "park-jh"),
        ("contact", "010-1234-5671", "park-jh"),
        ("contact", "01012345671", "park-jh"),
        ("contact", "+82 10-1234-5671", "park-jh"),
        ("contact", "010 9999 0001", "park-sy"),
        ("contact", "025550001", "park-sy"),
        ("contact", "ㅂㅈㅎ", "park-jh"),
        ("contact", "ㅅㅇ", "park-sy"),
        ("contact", "smith", "lee"),
        ("contact", "lee", "lee"),
        ("contact", "dh", "dh"),
        ("contact", "lee-", "lee-dh"),
        ("contact", "ㄷㅎㅎ", None),
        ("deal", "pt2-batch", "pt2-batch"),
        ("deal", "pt3", "pt3"),
        ("deal", "mes", "mes-2025"),
        ("deal", "mes 1차", "mes-2025"),
        ("deal", "2공장", "pt2-batch"),
        ("deal", "ㅍㅌ", "pt2-batch"),
        ("role", "ceo", "ceo"),
        ("role", "CEO", "ceo"),
        ("role", "대표이사", "ceo"),
        ("role", "대표", "ceo"),
        ("role", "chief", "cfo"),
        ("role", "financial", "cfo"),
        ("role", "구매 담당", "purchaser"),
        ("role", "purchasing", "purchasing-mgr"),
        ("role", "ㄷㅍㅇㅅ", "ceo"),
        ("member", "kim-mj", "kim-mj"),
        ("member", "김민지", "kim-mj"),
        ("member", "mj@us.example", "kim-mj"),
        ("member", "ㅎㅅㅇ", "han"),
        ("member", "b", "bare"),
        ("member", "세은", "han"),
    ],
)
def test_whom_or_what_a_word_means(what, said, meant):
    if meant is None:
        with pytest.raises(CrmError):
            FINDERS[what](said)
    else:
        assert meant == FINDERS[what](said)


TITLED = account(
    """
    name: 한빛전자
    contacts:
      park: {name: 박재형, title: 본부장}
      nam: {name: 남궁옥분, title: 이사}
      lee: {name: Lee Smith, title: CTO}
      bo: {name: Bo, title: CFO}
      seo: {name: 박서연}
      yun: {name: 윤도현, title: 지휘자}
      gang: {name: 강남궁민수, title: 지휘자}
    """
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("박재형 본부장", "park"),
        ("본부장 박재형", "park"),
        ("박 본부장", "park"),
        ("박서연 대리", "seo"),
        ("서연님", None),
        ("박서연님", "seo"),
        ("남 이사", "nam"),
        ("남궁옥분 이사", "nam"),
        ("Lee Smith CTO", "lee"),
        ("CTO Lee Smith", "lee"),
        ("L CTO", None),
        ("Bo CFO", "bo"),
        ("CFO Bo", "bo"),
        ("B CFO", None),
        # a title that is in no list
        ("윤도현 지휘자", "yun"),
        ("윤 지휘자", "yun"),
        ("강남궁민수 지휘자", "gang"),
        ("강 지휘자", None),
    ],
)
def test_whom_a_name_with_its_title_means(said, meant):
    if meant is None:
        with pytest.raises(CrmError):
            find_contact(said, TITLED.contacts)
    else:
        assert meant == find_contact(said, TITLED.contacts)


@pytest.mark.parametrize(
    ("what", "said", "told"),
    [
        ("contact", "park", "`park` may mean several contacts: park-jh (박재형), park-sy (박서연)"),
        ("contact", "박", "`박` may mean several contacts: park-jh (박재형), park-sy (박서연)"),
        (
            "contact",
            "ㅎ",
            "`ㅎ` may mean several contacts: dh (한도현), lee-dh (이동현), park-jh (박재형)",
        ),
        ("deal", "pt", "`pt` may mean several deals: pt2-batch (평택 2공장 증설), pt3"),
        (
            "role",
            "구매",
            "`구매` may mean several roles: purchaser (구매 담당), purchasing-mgr (Purchasing manager)",
        ),
        ("member", "김민", "`김민` may mean several of the team: kim-mj (김민지), kim-mk (김민기)"),
    ],
)
def test_a_word_that_may_mean_several_is_refused_and_they_are_listed(what, said, told):
    with pytest.raises(CrmError) as refused:
        FINDERS[what](said)
    assert (4, told, "hint-several") == (
        refused.value.status,
        Phrases("en").say(refused.value.message),
        refused.value.hint.key,
    )


@pytest.mark.parametrize(
    ("what", "said", "told", "hint"),
    [
        (
            "contact",
            "park-jk",
            "no contact here is called `park-jk`",
            "did you mean park-jh, park-sy?",
        ),
        (
            "contact",
            "zzz",
            "no contact here is called `zzz`",
            "there are: dh (한도현), lee (Lee Smith), lee-dh (이동현), park-jh (박재형), park-sy (박서연)",
        ),
        (
            "contact",
            "",
            "no contact here is called ``",
            "there are: dh (한도현), lee (Lee Smith), lee-dh (이동현), park-jh (박재형), park-sy (박서연)",
        ),
        (
            "contact",
            "1234567",
            "no contact here is called `1234567`",
            "there are: dh (한도현), lee (Lee Smith), lee-dh (이동현), park-jh (박재형), park-sy (박서연)",
        ),
        ("deal", "mes-2026", "no deal here is called `mes-2026`", "did you mean mes-2025?"),
        ("role", "cxo", "no role is called `cxo`", "did you mean ceo, cfo?"),
        (
            "member",
            "kim-mx",
            "nobody of the team is called `kim-mx`",
            "did you mean kim-mj, kim-mk?",
        ),
    ],
)
def test_a_word_that_means_nothing_is_told_what_is_most_like_it(what, said, told, hint):
    with pytest.raises(CrmError) as refused:
        FINDERS[what](said)
    say = Phrases("en").say
    assert (4, told, hint) == (
        refused.value.status,
        say(refused.value.message),
        say(refused.value.hint),
    )


def test_people_of_one_name_are_told_apart_by_their_titles():
    twice = account("{name: A, contacts: {a: {name: Kim, title: CEO}, b: {name: Kim, title: CFO}}}")
    with pytest.raises(CrmError) as refused:
        find_contact("Kim", twice.contacts)
    told = "`Kim` may mean several contacts: a (Kim CEO), b (Kim CFO)"
    assert told == Phrases("en").say(refused.value.message)
    assert "b" == find_contact("Kim CFO", twice.contacts)


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("hanbit-el", 0),
        ("한빛전자㈜", 1),
        ("HANBIT-EL", 1),
        ("sales@hanbit.example", 2),
        ("02-555-0001", 2),
        ("주식회사 한빛전자", 3),
        ("한빛 전자", 3),
        ("hanbitel", 3),
        ("hanbit", 4),
        ("한빛", 4),
        ("전자", 5),
        ("빛전자 주식회사", 6),
        ("ㅎㅂㅈㅈ", 7),
        ("nobody", 8),
    ],
)
def test_by_which_way_a_word_means_it(said, way):
    known = [
        Called("hanbit-el", ("한빛전자㈜",), ("sales@hanbit.example",), ("02-555-0001",)),
        Called("daehan", ("대한철강",)),
    ]
    found = ["hanbit-el"] if way < 8 else []
    assert (way, found) == (surest(said, known)[0], [each.id for each in surest(said, known)[1]])


@pytest.mark.parametrize(
    ("said", "found"),
    [("price", "price"), ("가격", "price"), ("pri", "price"), ("p", 4), ("zzz", 4)],
)
def test_one_of_the_ids_of_crm_yaml(said, found):
    reasons = policy("reasons: {price: {label: {ko: 가격}}, people: {}}").reasons
    if found != 4:
        assert found == one_id(said, reasons, "--reason")
        return
    with pytest.raises(CrmError) as refused:
        one_id(said, reasons, "--reason")
    several = {"p": "error-several-such", "zzz": "error-no-such"}
    assert (4, several[said], "hint-known") == (
        refused.value.status,
        refused.value.message.key,
        refused.value.hint.key,
    )
    with pytest.raises(CrmError) as refused:
        one_id(said, {}, "--reason")
    assert "hint-none-known" == refused.value.hint.key


@pytest.mark.parametrize(("count", "end"), [(1, "10"), (12, "21"), (13, "21 …"), (14, "21 …")])
def test_the_first_twelve_are_named_and_that_there_are_more(count, end):
    known = [Called(str(each)) for each in range(10, 10 + count)]
    assert (end, end) == tuple(
        said.split(", ")[-1] for said in (listed(known), Phrases("en").say(offered(known)))
    )


def test_where_there_is_nothing_that_is_told():
    with pytest.raises(CrmError) as refused:
        find_contact("anybody", {})
    assert "there is none yet" == Phrases("en").say(refused.value.hint)


def test_long_lists_are_cut():
    many = dict.fromkeys(map(str, range(100, 200)), HANBIT.contacts["lee"])
    with pytest.raises(CrmError) as refused:
        find_contact("smith", many)
    assert "111 (Lee Smith) …" == Phrases("en").say(refused.value.message)[-17:]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("010-1234-5671", "01012345671"),
        ("+82 10 1234 5671", "01012345671"),
        ("+82 (0)10-1234-5671", "01012345671"),
        ("+82-2-555-0001", "025550001"),
        ("+1 415 555 0100", "+14155550100"),
        ("", ""),
    ],
)
def test_one_number_has_one_spelling(written, expected):
    assert expected == folded_phone(written)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("010-1234", "0101234"),
        ("5671", "5671"),
        ("567", ""),
        ("+82 10-12", "01012"),
        ("a5671", ""),
        ("", ""),
        ("----", ""),
    ],
)
def test_enough_digits_ask_for_a_phone(said, expected):
    assert expected == asked_phone(said, 4)


def test_whatever_crm_yaml_and_an_account_name_can_be_named_from_the_first_to_the_last():
    rules = policy(
        "{role_sets: {a: {ceo: {}, cio: {}}, b: {cio: {}, cfo: {}}}, stages: {lead: {}, offer: {}}, "
        "reasons: {price: {}, time: {}}, products: {core: {}, more: {}}, objections: {dear: {}, late: {}}, "
        "team: {ada: Ada, ben: {emails: [b@us.example]}}}"
    )
    acme = account("{name: A, contacts: {lee: Lee, kim: Kim}, deals: {one: {name: One}, two: {}}}")
    known = {kind: [each.id for each in found] for kind, found in known_names(rules, acme).items()}
    assert known == {
        "role": ["ceo", "cio", "cfo"],
        "stage": ["lead", "offer"],
        "reason": ["price", "time"],
        "product": ["core", "more"],
        "objection": ["dear", "late"],
        "role-set": ["a", "b"],
        "member": ["ada", "ben"],
        "contact": ["lee", "kim"],
        "deal": ["one", "two"],
        "target": ["lee", "kim", "ceo", "cio", "cfo"],
    }
    told = {each.id: (each.names, each.emails) for each in known_names(rules)["member"]}
    assert {"ada": (("Ada",), ()), "ben": ((), ("b@us.example",))} == told
