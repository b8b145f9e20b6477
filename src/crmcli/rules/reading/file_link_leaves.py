"""A link leads out of the book.

Why: A book that is cloned has to be whole, and a file elsewhere is not part of it. Links are not
followed out of the book either, so that nobody can make it show what is not in it.

왜: 장부는 복제했을 때 온전해야 하는데, 밖에 있는 파일은 장부의 일부가 아닙니다. 장부에 없는 것을
보이게 만들 수 없도록 밖으로 나가는 링크는 따라가지 않습니다.
"""
