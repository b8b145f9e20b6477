"""A change of several files was cut off and cannot be finished here.

Why: The process that made it was ended while it put the files into place, and whoever reads them
now may not write here, or the disk is full: answers may rest on half of the change. Any crm command
of somebody who may write to the book finishes it.

왜: 여러 파일을 제자리에 놓던 작업이 끊겼는데, 지금 읽는 사람은 여기에 쓸 수 없거나 디스크에 공간이
없습니다. 그래서 답이 반만 바뀐 내용에서 나온 것일 수 있습니다. CRM 폴더에 쓸 수 있는 사람이 아무
crm 명령이나 실행하면 작업이 마무리됩니다.
"""
