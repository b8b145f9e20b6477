"""A file is too large.

Why: An account is read by people; one of this size holds something else, such as a whole mailbox.
Keep that in a file outside accounts/ and name it in a note.

왜: 거래처 파일은 사람이 읽는 글입니다. 이렇게 큰 파일에는 메일함처럼 다른 것이 들어 있습니다.
그것은 accounts/ 밖의 파일에 두고 메모에 이름만 적으세요.
"""
