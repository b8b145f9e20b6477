"""A line begins with % for the YAML reader.

Why: A line that begins with % speaks to the program that reads the file, and a book's files need
none. A text that begins with % is put in quotes.

왜: %로 시작하는 줄은 파일을 읽는 프로그램에 주는 지시인데, 여기서는 필요하지 않습니다. %로
시작하는 글은 따옴표로 감쌉니다.

Bad:
    %YAML 1.2  # <- here
    ---
    name: Hanbit Electronics

Good:
    name: Hanbit Electronics
"""
