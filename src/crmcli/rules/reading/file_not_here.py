"""A file that git has is left out of this checkout, or marked so that its absence goes unseen.

Why: git knows the account, and this checkout leaves it out, for instance because it is a sparse
one. Every sum lacks it here. `git sparse-checkout disable` brings everything back.

왜: git에는 있는 거래처인데, 일부만 받은 작업 폴더라서 여기에는 없습니다. 여기서 나오는 합계에는
모두 이 거래처가 빠져 있습니다. `git sparse-checkout disable`을 실행하면 모두 돌아옵니다.
"""
