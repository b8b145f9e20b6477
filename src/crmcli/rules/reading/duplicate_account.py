"""Two files have the same account id.

Why: An account is called by its file's name, in whatever folder below accounts/ the file lies. Of
two files with one name only the first is read; rename the other, or move what it says into the
first.

왜: 거래처는 accounts/ 아래 어느 폴더에 있든 파일 이름으로 부릅니다. 이름이 같은 파일이 둘이면 첫
번째만 읽습니다. 다른 하나의 이름을 바꾸거나 내용을 첫 번째 파일로 옮기세요.
"""
