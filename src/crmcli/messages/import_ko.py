"""밖에서 온 파일을 받아들이고, 사람과 일정을 내보낼 때 하는 말."""

TEXTS: dict[str, str] = {
    "word-added": "추가", "word-filled": "보충", "word-same": "그대로", "word-skipped": "건너뜀",
    "import-title": "{0} 가져오기", "import-summary": "추가 {0}, 보충 {1}, 그대로 {2}, 건너뜀 {3}", "import-read-as": "{0}: {1}(으)로 읽음",
    "import-filled": "채움: {0}", "import-differs": "{0} 값이 달라 그대로 둠: {1}",
    "import-field-name": "이름", "import-field-title": "직함", "import-field-phones": "전화", "import-field-emails": "이메일", "import-field-note": "메모",
    "import-field-aliases": "별칭", "import-field-owner": "담당", "import-field-segment": "등급", "import-field-tags": "태그", "import-field-source": "유입 경로",
    "import-field-industry": "업종", "import-field-employees": "직원 수", "import-field-annual_revenue": "연 매출",
    "import-unread": "읽지 않은 항목(채워진 칸 수): {0}",
    "import-unread-column": "{0}({1})",
    "import-changed": "{0} 바뀜(전에는 {1})",
    "import-elsewhere": "이미 {0}(으)로 있음. 다른 거래처로 옮겼다면 `crm contact move`",
    "import-was-elsewhere": "{1}까지 {0}",
    "import-number-elsewhere": "{0}와(과) 같은 번호",
    "import-namesake": "{0}와(과) 이름은 같지만 이메일과 전화가 모두 다름",
    "import-field-company": "회사",
    "import-zero": "{0}: 표 프로그램에서 앞이 잘린 {1}(으)로 봄",
    "import-zero-lost": "{0}: 맨 앞 0이 빠졌을 수 있음",
    # the file as a whole
    "import-too-large": "{0}: {1}MB보다 큽니다", "import-too-large-hint": "파일을 나누세요. 명함은 사진을 빼면 작아집니다",
    "import-wide": "{0}: UTF-16 표시로 시작하지만 UTF-16이 아닙니다", "import-nul": "{0}:{1}: NUL 문자가 있어 텍스트가 아닙니다", "import-encoding": "{0}:{1}: UTF-8도 CP949도 아닙니다",
    "import-encoding-hint": "`CSV UTF-8`이나 UTF-8 텍스트로 저장하세요",
    "import-empty": "{0}: 아무도 없습니다", "import-empty-hint": "표에는 제목 줄과 그 아래 행이 있어야 하고, 명함은 BEGIN:VCARD로 시작합니다",
    "import-quotes": "{0}:{1}: 여기서 연 따옴표가 닫히지 않았거나 칸이 너무 깁니다. 아무것도 가져오지 않았습니다", "import-quotes-hint": "칸 안의 따옴표는 두 번 씁니다",
    "import-no-names": "이름이 든 열이 없습니다. 있는 열: {0}", "import-no-names-hint": "어느 열인지 알려 주세요: --map 열=name",
    "import-no-field": "`{0}`: 가져올 수 있는 항목이 아닙니다", "import-no-column": "`{0}`: 그런 열이 없습니다",
    "import-column-twice": "{0} 항목으로 읽히는 열이 여럿입니다: {1}", "import-column-twice-hint": "아닌 열을 알려 주세요: --map '{0}=-'",
    # one row or card
    "import-nameless": "이름 없음", "import-no-company": "회사 없음. 어느 거래처 사람인지는 --account로 알려 주세요", "import-cells": "제목은 {0}개인데 칸은 {1}개", "import-no-end": "명함에 END:VCARD가 없음",
    "import-formula": "{0}: 수식처럼 시작함", "import-hidden": "{0}: 보이지 않는 문자 {1}", "import-long": "{0}: {1}자를 넘음", "import-bytes": "{0}: 읽을 수 있는 글이 아님",
    "import-no-phone": "{0}: `{1}` 전화번호가 아님", "import-no-email": "{0}: `{1}` 이메일 주소가 아님", "import-no-number": "{0}: `{1}` 정수가 아니거나 너무 큼",
    "import-no-account": "`{0}`: 그런 거래처가 없음. --create로 새로 만들 수 있음", "import-near-account": "`{0}`: 그런 거래처가 없음. 혹시 {1}", "import-made-near": "`{0}`: 새로 만들었지만 비슷한 거래처가 있음: {1}", "import-several-accounts": "`{0}`: 거래처가 여럿일 수 있음: {1}",
    "import-several-people": "여러 사람일 수 있음: {0}", "import-left": "{0}: 그곳을 떠남({1})",
    "import-number-of": "{0}의 번호인데, 같은 사람인지 가릴 이메일이 없음", "import-number-too": "{0}와(과) 같은 번호",
    # what goes out
    "agenda-owner": "담당: {0}", "agenda-about": "대상: {0}",
}
