"""A comment silences a rule that finds nothing there, or that is none.

Why: Such a comment hides the next slip on its line from everybody. It was right once, and what it
was about is mended; or its rule is misspelled, and it never silenced anything. What keeps a file
from being read cannot be silenced at all.

왜: 이런 주석은 그 줄에 다음에 생길 잘못을 모두에게서 가립니다. 예전에는 맞았지만 그 일이 이미
고쳐졌거나, 규칙 이름을 잘못 적어서 처음부터 아무것도 가리지 못한 주석입니다. 파일을 읽지 못하게
하는 잘못은 주석으로 덮어 둘 수 없습니다.

Bad:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance:
          2026-07-01: friendly  # crm: ignore[undated-stance] asked on Monday  # <- here

Good:
    name: Hanbit Electronics
    contacts:
      park-jh:
        name: Park Jae-hyung
        stance: {2026-07-01: friendly}
"""

from crmcli.domain.finding import Severity

SEVERITY: Severity = "warning"
