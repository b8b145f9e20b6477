"""Git LFS left a pointer in the file's place.

Why: Git LFS keeps large files elsewhere, and accounts are small texts. `git lfs pull` brings the
file; take `*.yaml` out of .gitattributes, so that it stays.

왜: Git LFS는 큰 파일을 다른 곳에 두는데, 거래처 파일은 작은 글입니다. `git lfs pull`로 받고, 다시
그렇게 되지 않도록 .gitattributes에서 `*.yaml`을 빼세요.
"""
