"""Something below accounts/ is not a regular file.

Why: A device or a pipe has no contents that could be read twice. Put a regular file in its place.

왜: 장치나 파이프는 두 번 읽을 수 있는 내용이 없습니다. 그 자리에 일반 파일을 두세요.
"""
