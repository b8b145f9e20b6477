"""An id has a character that ids do not have.

Why: People, deals and plans are called by their ids, in files and in commands. An id with a space
or a sign would have to be put in quotes everywhere; the name itself stands under `name`.

왜: 사람과 안건과 계획은 파일에서도 명령에서도 id로 부릅니다. 띄어쓰기나 기호가 있는 id는 어디서나
따옴표로 감싸야 합니다. 이름은 `name`에 그대로 적습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park jh: {name: Park Jae-hyung}  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
"""
