"""A text stands where a mapping is needed, or the other way round; or nothing does.

Why: Where the format has keys below a key, a text alone says nothing about which of them it is;
where it has a text, a list or keys are too many. An empty value after a key that needs one is the
same.

왜: 아래에 다른 키들이 올 자리에 글만 있으면 그것이 어느 키의 값인지 알 수 없습니다. 글이 올 자리에
목록이나 키들이 있어도 마찬가지입니다. 값이 있어야 하는 키 뒤가 비어 있는 것도 여기에 듭니다.

Bad:
    name: Hanbit Electronics
    contacts: Park Jae-hyung  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh: {name: Park Jae-hyung}
"""
