"""A list or mapping has too many items.

Why: No account has so many entries of one kind; something else was pasted into it.

왜: 한 거래처에 같은 항목이 이렇게 많을 수는 없습니다. 다른 것이 붙여 넣어져 있습니다.
"""
