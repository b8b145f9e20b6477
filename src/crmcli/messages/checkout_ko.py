"""What is told of the checkout a book lies in, of its files' names, and of its repository, in Korean."""

TEXTS: dict[str, str] = {
    # files that git has and this checkout has not
    "file-not-here": "git에는 있지만 이 작업 폴더에는 없습니다",
    "about-file-not-here": "git에 있는 파일이 이 작업 폴더에서 빠져 있거나, 없어도 드러나지 않게 표시되어 있습니다.",
    "not-here-more": "git에는 있지만 이 작업 폴더에는 없는 파일 {0}개 더",
    "not-here-hint": "`git sparse-checkout disable`로 모두 가져옵니다. 직접 표시한 파일은 `git update-index --no-skip-worktree --no-assume-unchanged 파일` 다음에 `git restore 파일`로 가져오세요",
    "account-not-here": "{0}은(는) 이 작업 폴더에 없습니다. git에는 있지만 빼 두도록 되어 있습니다",
    "rename-not-here": "거래처 {0}곳이 이 작업 폴더에 없어, `{1}`을(를) 가리키는지 알 수 없습니다",
    "forget-not-here": "거래처 {0}곳이 이 작업 폴더에 없어, 그 사람이 나오는지 알 수 없습니다",
    # id가 같은 두 파일
    "twins": "여러 파일의 id가 `{0}`입니다: {1}", "twins-hint": "하나로 합치거나, 하나의 이름을 바꾸세요: git mv 파일 새이름.yaml",
    # 어떤 시스템에서는 쓸 수 없는 이름
    "no-file-name": "`{0}`은(는) 거래처 id가 될 수 없습니다. 그 이름의 파일을 둘 수 없는 시스템이 있습니다",
    "why-portable-reserved": "Windows에서는 점 뒤가 무엇이든 장치 이름입니다. 낱말을 덧붙이세요", "why-portable-characters": "글자, 숫자, - _ . 은 어디서나 쓸 수 있습니다",
    "why-portable-end": "Windows는 끝의 점이나 빈칸을 지웁니다", "why-portable-start": "이름은 글자나 숫자, _로 시작합니다",
    "why-portable-long": ".yaml까지, 한글은 자모로 풀어 255바이트까지입니다. 한글로는 27자쯤입니다",
    # crm doctor
    "doctor-these": "{0}개: {1}", "doctor-some": "{0}개: {1} 외 {2}개", "doctor-whole": "모든 파일이 있습니다",
    "doctor-names": "모든 시스템에서 쓸 수 있습니다", "doctor-do-names": "까닭은 crm lint에 나옵니다. crm rename으로 바꾸세요",
}
