"""A file cannot be opened or read.

Why: The system does not let us open the file: look at who may read it, and whether the disk is
well.

왜: 시스템이 파일을 열어 주지 않습니다. 누가 읽을 수 있는 파일인지, 디스크에 문제가 없는지
확인하세요.
"""
