"""찾기가 하는 말."""

TEXTS: dict[str, str] = {
    "day-as-of": "기준일 {0}", "day-since": "{0} 이후", "day-until": "{0} 이전",
    "no-contact": "이 거래처에 `{0}`(이)라는 사람이 없습니다", "several-contacts": "`{0}`에 해당하는 사람이 여럿입니다: {1}",
    "no-deal-here": "이 거래처에 `{0}`(이)라는 안건이 없습니다", "several-deals": "`{0}`에 해당하는 안건이 여럿입니다: {1}",
    "no-role": "`{0}`(이)라는 역할이 없습니다", "several-roles": "`{0}`에 해당하는 역할이 여럿입니다: {1}",
    "nearest-hint": "혹시 {0}인가요? 있는 것: {1}",
    "no-such-segment": "등급이 `{0}`인 거래처가 없습니다", "no-such-tag": "`{0}` 태그가 붙은 거래처가 없습니다", "no-such-owner": "담당이 `{0}`인 거래처가 없습니다",
    "no-member": "팀에 `{0}`(이)라는 사람이 없습니다", "several-members": "`{0}`에 해당하는 팀원이 여럿입니다: {1}",
    "several-hint": "더 길게 쓰거나 id로 쓰세요", "list-goes-on": "{0} …", "known-hint": "있는 것: {0}", "none-known-hint": "아직 하나도 없습니다",
    "find-cut": "{1}건 중 {0}건 표시; 모두 보려면 --limit 0.", "find-nothing": "`{0}`은(는) 어디에도 없습니다.",
    "find-empty": "찾을 말이 없습니다", "find-empty-hint": "이름이나 글의 일부, ㅎㅂ 같은 초성, 전화번호의 일부를 쓰세요",
    "col-where": "위치", "col-text": "내용", "explain-where": "거래처 파일의 필드, 또는 기록의 날짜",
}  # fmt: skip
