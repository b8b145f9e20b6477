"""Lists and mappings are nested too deep.

Why: The format is a few steps deep. So many brackets within brackets are a broken file, or one that
was made to keep a reader busy.

왜: 형식은 몇 단계면 충분합니다. 괄호가 이렇게 겹친 것은 망가진 파일이거나 읽는 프로그램을 붙잡아
두려고 만든 파일입니다.
"""
