"""병합과 점검이 하는 말."""

TEXTS: dict[str, str] = {
    "merge-conflict": "{0}: 양쪽이 {1} 값을 서로 다르게 바꿈",
    "merge-more": "{0}: 그 밖에 {1}곳",
    "merge-comment": "{0}: 상대가 바꾸거나 지운 곳에 주석이 있음",
    "merge-by-lines": "{0}: 세 판 가운데 읽을 수 없는 것이 있어 줄 단위로만 비교함",
    # 점검 항목
    "col-check": "점검", "col-state": "상태", "col-found": "확인한 내용", "col-todo": "할 일", "word-ok": "정상", "word-missing": "없음",
    # 확인한 내용
    "doctor-plain": "{0}", "doctor-present": "있음", "doctor-installed": "설치됨", "doctor-not-installed": "이 복제본에는 설치되지 않음",
    "doctor-accounts": "거래처 {0}곳, {1}", "doctor-broken": "{0}; 읽을 수 없는 파일 {1}개", "doctor-no-book": "여기에도 위에도 crm.yaml이 없음",
    "doctor-policy-broken": "{0}의 crm.yaml을 읽을 수 없음", "doctor-libyaml": "libyaml 사용", "doctor-no-libyaml": "C 확장이 없는 PyYAML: 몇 배나 느림",
    "doctor-no-program": "git이 crm이라는 프로그램을 찾지 못함", "doctor-no-line": "{0}에 거래처 파일을 crm에 맡기는 줄이 없음", "doctor-no-cache": "{0}에 쓸 수 없음",
    "doctor-cache-size": "{0}, {1}바이트", "doctor-schema-lines": "파일 {1}개 가운데 {0}개가 스키마를 가리킴",
    # 할 일
    "doctor-do-book": "`crm init my-book`으로 만들거나 -C로 다른 장부를 지정", "doctor-do-lint": "`crm lint`로 무엇이 잘못됐는지 확인",
    "doctor-do-libyaml": "PyYAML을 wheel로 설치하거나 libyaml 헤더를 갖추고 다시 설치", "doctor-do-git": "git 2.30 이상을 설치",
    "doctor-do-program": "`pipx install`이나 `uv tool install`로 crm을 설치하거나 가상 환경을 활성화; 없으면 양쪽에서 바뀐 파일에 내 쪽 내용만 남음",
    "doctor-do-repository": "장부 폴더에서 `git init` 실행", "doctor-do-fix": "crm doctor --fix 실행", "doctor-open-cache": "다른 사람이 {0}에 쓸 수 있어 아무것도 기억해 두지 않음", "doctor-do-open-cache": "그 폴더를 chmod 700으로 닫거나 CRM_CACHE_DIR로 자기만의 폴더를 지정", "doctor-do-cache": "CRM_CACHE_DIR로 다른 폴더를 지정",
    "doctor-do-schema": "`crm schema --help`에 지정하는 방법이 있음",
    "doctor-do-encoding": "LANG을 C.UTF-8 같은 UTF-8 로캘로 하거나 PYTHONUTF8=1을 설정",
    "doctor-fixed": "이 복제본에 {0} 설정함", "doctor-fixed-file": "{0}에 한 줄 추가함; 커밋할 것",
}
