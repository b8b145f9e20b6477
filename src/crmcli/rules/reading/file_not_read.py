"""A file looks like an account, and no report reads it.

Why: Accounts are the files below accounts/ whose names end in .yaml. A file that was saved as .txt
or .json, that stands beside accounts/ or in a folder called nearly so, or of which only a backup is
left, is in no list and no sum, and nobody is told but here. What editors keep while they work, and
a backup beside its original, are left alone.

왜: 거래처는 accounts/ 아래에 있고 이름이 .yaml로 끝나는 파일입니다. .txt나 .json으로 저장했거나,
accounts/ 밖이나 이름이 비슷한 다른 폴더에 있거나, 백업만 남은 파일은 어떤 목록과 합계에도 들어가지
않고 여기서만 알려 줍니다. 편집기가 쓰는 동안 두는 파일과 원본 옆의 백업은 그대로 둡니다.
"""
