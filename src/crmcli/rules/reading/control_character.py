"""A character that nobody can see stands in the text.

Why: Such characters come along when text is copied from a web page, a chat or a spreadsheet. Two
names that look alike are then two names, and a search finds one of them.

왜: 웹 페이지나 메신저나 표에서 글을 복사할 때 딸려 오는 글자입니다. 눈으로 보아 같은 두 이름이 서로
다른 이름이 되고, 찾으면 하나만 나옵니다.
"""
