"""A line is indented with a tab.

Why: A tab is as wide as the editor pleases, so nobody can tell what stands below what. Indent with
two spaces a step.

왜: 탭의 너비는 편집기마다 달라서 무엇이 무엇의 아래에 있는지 알 수 없습니다. 한 단계에 빈칸 두 개로
들여쓰세요.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh:
    <tab>  name: Park Jae-hyung  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
"""
