"""A link leads to no file.

Why: The link's target was moved or is on another computer. Put the file itself into the book, or
delete the link.

왜: 링크가 가리키는 파일을 옮겼거나 다른 컴퓨터에 있습니다. 파일 자체를 CRM 폴더에 넣거나 링크를
지우세요.
"""
