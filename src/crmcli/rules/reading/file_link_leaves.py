"""A link leads out of the book.

Why: A book that is cloned has to be whole, and a file elsewhere is not part of it. Links are not
followed out of the book either, so that nobody can make it show what is not in it.

왜: CRM 폴더는 복제했을 때 온전해야 하는데, 밖에 있는 파일은 함께 복제되지 않습니다. 폴더에 없는
것을 보여 주지 않도록 밖을 가리키는 링크는 따라가지 않습니다.
"""
