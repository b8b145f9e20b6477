"""A file is not in UTF-8.

Why: Old versions of Windows and Excel save Korean text in another way (CP949), which other
computers show as broken signs. Save the file as UTF-8; every editor can.

왜: 예전 Windows나 Excel은 한글을 다른 방식(CP949)으로 저장하는데, 다른 컴퓨터에서는 깨진 글자로
보입니다. 편집기에서 UTF-8로 저장하세요.
"""
