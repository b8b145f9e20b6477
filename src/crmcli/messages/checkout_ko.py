"""What is told of the checkout a book lies in, of its files' names, and of its repository, in
Korean.
"""

TEXTS: dict[str, str] = {
    # files that git has and this checkout has not
    "file-not-here": "git에는 있지만 이 작업 폴더에는 없습니다",
    "about-file-not-here": "git에 있는 파일이 이 작업 폴더에서 빠져 있거나, 없어도 드러나지 않게 표시되어 있습니다.",
    "not-here-more": "git에는 있지만 이 작업 폴더에는 없는 파일 {0}개 더",
    "not-here-hint": "`git sparse-checkout disable`로 모두 가져옵니다. 직접 표시한 파일은 `git update-index --no-skip-worktree --no-assume-unchanged 파일` 다음에 `git restore 파일`로 가져오세요",
    "policy-not-here": "{0}이(가) 이 작업 폴더에 없습니다. git에는 있지만 빼 두도록 되어 있고, 없으면 장부를 읽을 수 없습니다",
    "account-not-here": "{0}은(는) 이 작업 폴더에 없습니다. git에는 있지만 빼 두도록 되어 있습니다",
    "rename-not-here": "거래처 {0}곳이 이 작업 폴더에 없어, `{1}`을(를) 가리키는지 알 수 없습니다",
    "forget-not-here": "거래처 {0}곳이 이 작업 폴더에 없어, 그 사람이 나오는지 알 수 없습니다",
    # id가 같은 두 파일
    "twins": "여러 파일의 id가 `{0}`입니다: {1}",
    "twins-hint": "하나로 합치거나, 하나의 이름을 바꾸세요: git mv 파일 새이름.yaml",
    # 어떤 시스템에서는 쓸 수 없는 이름
    "no-file-name": "`{0}`은(는) 거래처 id가 될 수 없습니다. 그 이름의 파일을 둘 수 없는 시스템이 있습니다",
    "why-portable-reserved": "Windows에서는 점 뒤가 무엇이든 장치 이름입니다. 낱말을 덧붙이세요",
    "why-portable-characters": "글자, 숫자, - _ . 은 어디서나 쓸 수 있습니다",
    "why-portable-end": "Windows는 끝의 점이나 빈칸을 지웁니다",
    "why-portable-start": "이름은 글자나 숫자, _로 시작합니다",
    "why-portable-long": ".yaml까지, 한글은 자모로 풀어 255바이트까지입니다. 한글로는 27자쯤입니다",
    # crm doctor
    "doctor-these": "{0}개: {1}",
    "doctor-some": "{0}개: {1} 외 {2}개",
    "doctor-whole": "모든 파일이 있습니다",
    "doctor-names": "모든 시스템에서 쓸 수 있습니다",
    "doctor-do-names": "까닭은 `crm lint`에 나옵니다. `crm rename`으로 바꾸세요",
    # 내용을 빼고 복제한 저장소
    "past-left-out": "이 복제본에는 지난 파일의 내용이 빠져 있습니다(git clone --filter). crm은 스스로 받아 오지 않습니다",
    "past-left-out-hint": "git fetch --refetch --no-filter로 모두 받으세요",
    "doctor-shallow": "복제할 때 잘렸습니다",
    "doctor-do-unshallow": "git fetch --unshallow로 나머지를 가져오세요",
    "doctor-partial": "부분 복제본이라 지난 파일의 내용이 없을 수 있습니다",
    "doctor-history": "모두 있습니다",
    # 커밋
    "commit-untrusted": "파일은 썼지만 커밋하지 않았습니다. {0}의 저장소는 다른 사용자의 것이라 git이 신뢰하지 않습니다",
    "commit-hook-refused": "파일은 썼지만 커밋하지 않았습니다. 훅 {0}이(가) 막았습니다",
    "commit-hook-hint": "훅이 말한 것을 고친 다음 git으로 커밋하세요",
    "commit-hook-changed": "파일은 썼지만 커밋하지 않았습니다. 훅 {0}이(가) 커밋할 내용을 바꾸었습니다",
    "commit-hooks-passed-by": "저장소의 훅을 실행하지 않았습니다: {0}. crm.yaml에 `commit: {{hooks: run}}`을 적으면 실행하고, `skip`을 적으면 알리지 않습니다",
    "commit-unsigned": "commit.gpgsign이 켜져 있지만 커밋에 서명하지 않았습니다. crm은 서명 프로그램을 실행하지 않습니다",
    # 커밋한 것이 없을 때의 crm undo
    "undo-uncommitted": "되돌릴 내 crm 커밋이 없습니다. 썼지만 커밋하지 않은 파일: {0}",
    "undo-uncommitted-hint": "`git diff`로 보고, 되돌리려면 `git restore {0}`. crm.yaml에 `commit: auto`를 적으면 `crm undo`로 되돌릴 수 있습니다",
    # 읽을 수 없는 파일
    "file-encrypted": "암호화되어 있습니다({0}). 저장소의 잠금을 푸세요",
    "about-file-encrypted": "파일이 암호화되어 있어 열쇠 없이는 읽을 수 없습니다.",
    "file-pointer": "내용이 없습니다. Git LFS가 남긴 표시만 있습니다. `git lfs pull`로 받으세요",
    "about-file-pointer": "파일 대신 Git LFS의 표시가 있습니다.",
    "past-filtered": "git이 보관하는 거래처 내용은 crm이 실행하지 않는 필터 `{0}`을(를) 거쳤습니다. 읽을 수 없는 과거는 이 답에 없습니다.",
    "undo-both-hint": "바뀐 내용을 되돌리려면 `git restore {0}`. git이 아직 모르는 파일은 지우면 되돌아갑니다: {1}. crm.yaml에 `commit: auto`를 적으면 `crm undo`로 되돌릴 수 있습니다",
    "undo-new-hint": "git이 아직 모르는 파일입니다. {0}을(를) 지우면 되돌아갑니다. crm.yaml에 `commit: auto`를 적으면 `crm undo`로 되돌릴 수 있습니다",
    "undo-built-uncommitted": "그 뒤에 바뀐 것은 커밋되지 않았습니다. 보려면 `git diff {0}`, 되돌리려면 `git restore {0}`",
}
