"""A file below accounts/ does not end in .yaml.

Why: Only files that end in .yaml are accounts. An editor may have added .txt, or kept .yml: such a
file is read by no report. Rename it, or move what is no account out of accounts/.

왜: 이름이 .yaml로 끝나는 파일만 거래처입니다. 편집기가 뒤에 .txt를 붙였거나 .yml로 저장했을 수
있습니다. 그런 파일은 어떤 보고서도 읽지 않습니다. 이름을 바꾸고, 거래처가 아닌 파일은 accounts/
밖으로 옮기세요.
"""
