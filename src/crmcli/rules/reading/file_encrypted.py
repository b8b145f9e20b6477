"""A file is encrypted, so that nobody without the key can read it.

Why: Somebody keeps the book's files locked in the repository. Unlock them with the program that
locked them; until then the account is in no answer.

왜: 저장소에서 파일을 잠가 둔 것입니다. 잠근 프로그램으로 푸세요. 그때까지 이 거래처는 어떤 답에도
나오지 않습니다.
"""
