"""Texts on which readers of YAML are known to differ, or might: inputs only, what they mean is asked of the reference."""

SCALARS = [
    "a: b", "a: ''", 'a: ""', "a: 'it''s'", 'a: "say \\"hi\\""', "a: '\"'", 'a: "it\'s"', "a: it's", 'a: say "hi"', "a: b'c'", "a: null", "a: 'null'", 'a: "null"', "a: ~",
    "a: '~'", "a: Null", "a: NULL", "a: nUll", "a: nul", "a:", "a: ", "a:   # c", "a: ~ # c", "a: null # c", "a: [null, 'null', ~, '~', \"\"]", "a: NO", "a: on", "a: Yes", "a: y",
    "a: true", "a: 0o17", "a: 0x1F", "a: 0b1", "a: 017", "a: 1_000", "a: +1", "a: -1", "a: 1e3", "a: .5", "a: .inf", "a: -.INF", "a: .nan", "a: 12:30", "a: 12:30:45", "a: 190:20:30",
    "a: 2026-01-05", "a: 2026-1-5", "a: 2026-01-05T10:00:00Z", "a: 2026-01-05 10:00", "2026-01-05: a", "a: 010-1234-5678", "a: 01012345671", "a: 1.0", "a: 1.", "a: 50%", "a: =",
    "a: http://x.example/b?c=d&e#f", "a: https://x.example:8080/", "a: mailto:x@y.example", "http://x.example: a", "a: c:\\d", "a: 'c:\\d'", 'a: "c:\\\\d"', "a: b:c", "a: b::c", "a: ::",
    "a: b#c", "a: b #c", "a: b # c # d", "a: b\\#c", "a: #", "a: '#b' # c", 'a: "b # c"', "a: b  #  ", "#", "# c", "#c\na: b", "  # c\na: b", "a: b\n# c", "a: b\n  # c", "a: # c\n  b",
    "a: # c\n  # d\n  b", "a:\n# c\n  b: c", "a:\n      # c\n  b: c", "a: b\n#c\nd: e #f\n#g", "a: -b", "a: --", "a: -", "a: ---", "a: ?b", "a: :b", "a: ?", "a: - b", "a: ? b", "a: b -", "a: b - c",
    "a: b ? c", "a: b, c", "a: b]", "a: b}", "a: b[c]{d}", "a: b & c", "a: b * c", "a: b! c", "a: b | c", "a: b > c", "a: b % c", "a: b @ c", "a: b ` c", "a: *", "a: &", "a: @b", "a: `b", "a: %b", "a: ,b",
    "a: ]", "a: }", "a: !", "a: |b", "a: >b", "a: b: c", "a: b :c", "a: b : c", "a : b", "a  :  b", '"a": b', "'a': b", '"a" : b', '"a":b', "'a' 'b': c", "a b: c", "a b c: d", "a\\b: c", "~: a", "null: a", "'': a",
    "true: a", "1: a", "-1: a", "- a: b", "-a: b", "?a: b", ":a: b", "a:b: c", "a:b", "a#b: c", "[a]: b", "{a: b}: c", "한글: 값", "가나 다라: 마바 사아", "a: 한빛전자㈜", "😀: 👍🏽", "a: e\u0301 é", "\u1100\u1161: \uac00",
    "a: \u00a0b\u00a0", "a:\u00a0b", "a: b\u3000c", "\u3000a: b", "a: \u200b", "a: \u202eb", "a: \ue000\ufffd", "a: \U00020000\U0010ffff", "a: b   ", "   a: b", "a: 'b'   ", "a: ' b '", "a:         b", "a: " + "b " * 5000 + "c", "a: '" + "b" * 20000 + "'",
    "k" * 1024 + ": a", "k" * 1030 + ": a", '"' + "k" * 1100 + '": a', "? " + "k" * 1100 + "\n: a",
]  # fmt: skip
ESCAPES = [
    'a: "\\x41\\u00e9\\U0001F600"', 'a: "\\uac00"', 'a: "\\t"', 'a: "\\n"', 'a: "\\0"', 'a: "\\a\\b\\e\\f\\v\\r"', 'a: "\\N\\_\\L\\P"', 'a: "\\ \\/\\\\\\""', 'a: "\\x7f"', 'a: "\\u0085"', 'a: "\\u2028"', 'a: "\\ufeff"',
    'a: "\\ud800"', 'a: "\\ud83d\\ude00"', 'a: "\\U00110000"', 'a: "\\UFFFFFFFF"', 'a: "\\q"', 'a: "\\x4"', 'a: "\\u12"', 'a: "\\', 'a: "\\"', "a: '\\'", "a: '\\n'", "a: \\n", 'a: "b\\\n  c"', 'a: "b \\\n  c"', 'a: "b\\\n\n  c"', 'a: "b\\\n  \\ c"',
    'a: "b\n  c"', 'a: "b  \n   c"', 'a: "b\nc"', 'a: "b\n\n  c"', "a: 'b\n  c'", "a: 'b\n\n  c'", "a: '\n  b'", 'a: "b\n  "', "a: 'b\n  '", 'a: "b # c\n  d"', 'a: "b: c\n  d: e"', '"a\n  b": c', "? \"a\n  b\"\n: c", "? \"a\n\n  b\"\n: c", '"a\\x07": b',
    'a: "b"c', "a: 'b'c", 'a: "b" c', 'a: "b" #c', 'a: "b"#c', "a: 'b'\n  c", 'a: "b', "a: 'b", 'a: b"', "a: b'", 'a: "b\n---\nc"', 'a: "b\n...\nc"', "a: 'b\n--- c'",
]  # fmt: skip
PLAIN_LINES = [
    "a: b\n  c", "a: b\n c\n   d", "a:\n  b\n  c", "a: b\n\n  c", "a: b\nc", "a: b\n  c: d", "a: b\n  - c", "a: b\n  # c", "a: b\n  # c\n  d", "a: b # c\n  d", "a: b\n  c # d\n  e", "a: b\n  ---", "a: b\n---", "a: - b\n  - c", "a: b\n  ? c", "a: b\n  [c]", "a: b\n  'c'",
    "a:\n  b:\n    c\n    d\n  e: f", "- a\n  b\n- c", "a\nb: c", "a\n: b", "a: b\n  c:d", "a: b:\n  c", "a:\n\n\n  b", "a:\n  \n  b", "a:   \n    b", "a:\n b", "a:\nb", "a:\nb: c", "a: \n  b:  \n    c:   d   ", "a: b\n    \n", "a: b\n\n\n\nc: d",
]  # fmt: skip
BLOCKS = [
    "a: |\n  b\n", "a: |\n  b", "a: |\n  b\n\n\n", "a: |-\n  b\n\n\n", "a: |+\n  b\n\n\n", "a: |+\n  b\n\n\nc: d", "a: |-\n  b\nc: d", "a: |\n", "a: |", "a: |-", "a: |+\n\n", "a: |+\n\n\nb: c", "a: |\n\n\n  b\n", "a: |\n  b\n\n  c\n", "a: |\n  b\n   c\n  d\n", "a: |\n   b\n  c\n",
    "a: |\n  b  \n  \n  c\n", "a: |1\n  b\n", "a: |2\n    b\n", "a: |2-\n   b\n\n", "a: |-2\n   b\n\n", "a: |+2\n   b\n\n", "a: |2+\n   b\n\n", "a: |0\n  b\n", "a: |10\n  b\n", "a: |--\n  b\n", "a: |3\n  b\n", "a: | # c\n  b\n", "a: |# c\n  b\n", "a: | b\n", "a: |  \n  b\n", "a: |\n  # b\n  c\n", "a: |\n# b\n  c\n",
    "a: |\n  b\n# c\n", "a: |\n  b\n # c\n", "a: |\n  b: c\n  - d\n", "a: |\n  'b\n  \"c\n", "a: |\n  &b *c !d\n", "a: |\n  ---\n  ...\n", "a: |\n---\n", "a: |\n \n  b\n", "a: |\n    \n  b\n", "a: |-\n \n    ", "a: |\n  \t b\n", "a: |\n  b\tc\n", "a: |\n\tb\n", "a: |\n  \tb\n", "a: |2\n  \tb\n", "a: |\n  b\n\t\n",
    "a: >\n  b\n  c\n", "a: >-\n  b\n  c\n\n", "a: >+\n  b\n  c\n\n", "a: >\n  b\n\n  c\n", "a: >\n  b\n\n\n  c\n", "a: >\n  b\n   c\n  d\n", "a: >\n   b\n\n    c\n   d\n", "a: >\n\n  b\n", "a: >\n  b  \n  c\n", "a: >\n  - b\n  - c\n", "a: >2\n    b\n  c\n", "a: >-2\n   b\n   c\n", "a: >\n  b\n  c", "a: >\n", "a: >+\n\n",
    "- |\n a\n- >\n b\n c\n", "- |\na\n", "a:\n  |\n  b\n", "a:\n- |\n  b\n- c\n", "a:\n  - b: |\n      c\n     d\n", "a: |\n  b\nc: >\n  d\n\n  e\nf: |-\n  g", "a: |\r\n  b\r\n  c\r\n", "a: >\r\n  b\r\n  c\r\n\r\n  d\r\n", "a: |\n  한글\n   값\n", "? |\n  a\n: b\n", "{a: |\n  b}", "a: |\n  " + "b" * 10000 + "\n",
]  # fmt: skip
COLLECTIONS = [
    "a:\n- b\n- c\n", "a:\n  - b\n  - c\n", "a:\n  - b\n - c\n", "a:\n - b\n  - c\n", "a:\n-b\n", "a:\n  -b\n  -c\n", "a:\n- b\nc: d\n", "a:\n- b\n- c: d\n  e: f\n", "a:\n-\n- ~\n- ''\n", "- - a", "- - a\n  - b\n- c", "- - - a", "- -a", "- a: b\n  c: d", "- a: b\n c: d", "-  a: b\n   c: d", "-\n  a: b", "-\n a: b",
    "-\n- a", "a:\n  - - b\n    - c\n  - d\n", "a:\n- - b\n  - c\n", "a:\n  -\n    - b\n", "a:\n  - b: c\n\n    d: e\n", "a:\n  - b: c\n   d: e\n", "a:\n  -   b: c\n      d: e\n", "a:\n  - b:\n    - c\n    d: e\n", "a:\n    b: c\n  d: e\n", "a:\n  b: c\n d: e\n", "a: b\n c: d\n", "  a: b\n  c: d\n", "  a: b\n c: d\n",
    "a:\n   b:\n     c: d\n   e: f\n", "a:\n b:\n  c:\n   d: e\n f: g\n", "a: {}", "a: []", "a: { }", "a: [ ]", "a: {\n}", "a: [\n]", "{}", "[]", "{ a: b }", "{a: b}\n", "{a: b,\n c: d}", "{\na: b\n}", "a: {b: c,}", "a: [b,]", "a: [b, ]", "a: [,]", "a: [b,,c]", "a: {,}", "a: {b,, c}", "a: [b c, d e]", "a: [b\nc]", "a: [b,\nc]",
    "a: [b\n  , c]", "a: [\n  b, # c\n  d\n]", "a: [b #c\n, d]", "a: [b#c, d]", "a: [#c\nb]", "a: {b: c, # d\n  e: f}", "a: {b: c #d\n}", "a: {b}", "a: {b, c: d}", "a: {b: , c: d}", "a: {b:, c: d}", "a: {b:}", "a: {b: }", "a: {b:c}", "a: {b:c, d: e}", 'a: {"b":c}', 'a: {"b": c}', "a: {'b':'c'}", "a: {b: c: d}", "a: {b: 'c': d}",
    "a: {? b : c}", "a: {? b}", "a: {: b}", "a: {[b]: c}", "a: [b: c]", "a: [b: c, d]", 'a: ["b": c]', 'a: ["b":c]', "a: [? b : c]", "a: [? b]", "a: [?]", "a: [: b]", "a: [:b]", "a: [b:]", "a: [b:c]", "a: [-]", "a: [-b]", "a: [- b]", "a: {-b: c}", "a: [[b, [c]], {d: [e, {f: g}]}]", "[[], {}, [[]], [{}]]", "a: [http://x.example/b, c:d]", "a: [12:30, 1:2]",
    "a: [b", "a: {b", "a: [b}", "a: {b]", "a: [b]]", "a: [b] c", "a: {b: c} d", "a: {b: c} # d", "a: {b: c}# d", "a: [b]\n  c", "a: [\nb\n]", "a: [\n b\n  ]\nc: d", "a: {b:\n c}", "a: {b\n: c}", "a: {b: c\n d}", "a: [a: b: c]", "{a: b}\n{c: d}", "{a: b}\nc: d", "[a, b]: c", "a: {b: |\n c}", "a: [- b\n- c]", "a: {b: - c}", "a: [\n- b\n]", "a: ['b', \"c\", d]", "a: [{b: c}, {b: c}]",
    "? a\n: b", "? a", "? a\n? b", "? a\n: - b\n  - c", "? - a\n: b", "? a: b\n: c", "? [a]\n: b", "? a\n: b\nc: d", "a: b\n? c\n: d", "?\n: a", "? \n: a", "?\ta\n: b", ": a", ": ", "a: b\n: c", "? 'a'\n: |\n  b\n", "a: b\na: c", "a: b\n'a': c", "a: {b: c, b: d}", "a: b\nc: {a: d}", "- a: b\n- a: c", "a: b\nA: c", "1: a\n'1': b", "1: a\n01: b", "~: a\nnull: b", "\u1100\u1161: a\n\uac00: b",
    "a: " + "[" * 20 + "]" * 20, "- " * 30 + "a", "a:\n" + "".join(f"{' ' * depth}k{depth}:\n" for depth in range(1, 40)), "[" * 64 + "]" * 64, "[" * 65 + "]" * 65, "a: {" + ", ".join(f"k{n}: {n}" for n in range(300)) + "}",
]  # fmt: skip
MARKS = [
    "", "\n", "\n\n", " ", "   \n", "---", "---\n", "--- ", "...", "...\n", "---\n...\n", "--- a", "--- # c\na: b", "--- {a: b}", "--- [a]", "--- a: b", "---a: b", "---\na: b", "---\na: b\n...", "---\na: b\n...\n# c\n", "a: b\n---", "a: b\n---\n", "a: b\n--- c", "a: b\n---c", "a: b\n...", "a: b\n...\nc: d", "a: b\n... # c", "a: b\n....", "---\n---\na: b", "# c\n---\n# d\na: b",
    "a: b\n...\n...\n", "a: b\n...\n---\nc: d", "--- |\n  a\n", "--- 'a'", "%YAML 1.2\n---\na: b", "%YAML 1.1\n---\na: b", "%YAML 1.3\n---\na: b", "%YAML\n---\na: b", "%TAG !e! tag:e.example,2026:\n---\na: b", "%FOO bar\n---\na: b", "%YAML 1.2\na: b", "a: b\n%c: d", "a: %b\n", "a\n", "'a'", "- a\n- b", "null", "~", "42",
    "a: b\r\nc: d\r\n", "a: b\r\n\r\n  c\r\n", "a: 'b\r\n  c'\r\n", "a:\r\n- b\r\n- c\r\n", "a: b\nc: d\r\n", "a: b\rc: d\r", "a: b\n\rc: d", "\r\na: b", "\ufeffa: b", "\ufeff# c\r\na: b\r\n", "\ufeff---\na: b", "\ufeff", "\ufeff\n", "\ufeff\ufeffa: b", "a: \ufeffb", "a: b\n\ufeffc: d", " \ufeffa: b", "a: b\u2028c: d", "a: b\u2029c", "a: b\x85c: d", "a: 'b\x85c'", "a: b\x0bc", "a: b\x0cc",
    "a: b\x00", "\x00", "a: \x1b[31mb", "a: b\x7fc", "a: b\x80c", "a: b\ufffe", "a: b\uffff", "a: &b c", "a: &b", "a: *b", "a: &b c\nd: *b", "&a b: c", "&a\nb: c", "a: !b c", "a: !!str c", "a: !!int '1'", "a: ! b", "a: !<b> c", "!!map\na: b", "! a: b", "a: !!binary aGk=", "a: !!python/name:os.system ''", "<<: a", "<<: {a: b}", "a: {<<: {b: c}}", '"<<": a', "? <<\n: a", "a: <<", "- <<", "a: [<<]", "<< : a", "<<<: a",
    "a: &b [*b]", "*a : b", "* a: b", "&a: b", "!a: b", "a:\tb", "a: \tb", "a:\t", "a: b\t", "a: b\t# c", "a: b\tc", "a: [b,\tc]", "a: {b:\tc}", "a\t: b", "\ta: b", "a:\n\tb: c", "a:\n  \tb: c", "a:\n\t- b", "-\ta", "- \ta", "-\ta: b", "a: b\n\t", "a: b\n\tc", "a: [\n\tb]", "a: 'b\tc'", 'a: "b\tc"', 'a: "b\n\tc"', "\t", "\n\t\na: b", "# c\tc\na: b\t\n", "\t# c\na: b", "a:\n\t\n  b: c", "a:\n\t# c\n  b: c",
    "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", "a: b\n<<<<<<< HEAD\n", "a: <<<<<<< HEAD", "a: '>>>>>>>'", "a: |\n  <<<<<<< HEAD\n  =======\n", "=======\n", "a: =======", "<<<<<<<: a", "a: b\n||||||| c\n",
]  # fmt: skip
TEXTS = [*SCALARS, *ESCAPES, *PLAIN_LINES, *BLOCKS, *COLLECTIONS, *MARKS]
