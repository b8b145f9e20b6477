"""A merge key (<<) stands for other keys; every key is written out.

Why: Elsewhere in YAML, `<<` takes over the keys of another place. Here every key is written out, so
that each place can be read and changed by itself.

왜: YAML에서 `<<`는 다른 곳의 키들을 그대로 가져온다는 뜻입니다. 여기서는 키를 모두 적어서, 어느
곳이든 그것만 읽고 고칠 수 있게 합니다.

Bad:
    name: Hanbit Electronics
    research:
      <<: usual  # <- here

Good:
    name: Hanbit Electronics
    research:
      annual_revenue: 12_000_000_000
"""
