"""git left a merge conflict in the file.

Why: Two people changed the same lines, and git put both versions into the file for somebody to
choose. Keep what is right, and delete the lines with <<<<<<<, ======= and >>>>>>>. `crm doctor
--fix` lets git merge accounts by what they say.

왜: 두 사람이 같은 줄을 고쳐서 git이 두 가지를 모두 파일에 남겨 두었습니다. 맞는 것만 남기고
<<<<<<<, =======, >>>>>>> 줄을 지우세요. `crm doctor --fix`를 실행해 두면 git이 거래처 파일을 내용에
따라 병합합니다.

Bad:
    name: Hanbit Electronics
    <<<<<<< HEAD
    owner: kim-mj

Good:
    name: Hanbit Electronics
    owner: kim-mj
"""
