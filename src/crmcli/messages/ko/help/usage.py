"""Korean: what is wrong with the words of a command line."""

ERROR = "오류"
SEE_HELP = "자세한 내용은 `{}`에 있습니다."
NO_OPTION = "`{}`: 없는 옵션입니다."
NEAR = "찾으시는 옵션: {}"
# by what the parser's library says, and what commands say through it
SENTENCES = {
    r"No such command '(.*)'\.": "`{}`: 없는 명령입니다.",
    r"No such command '(.*)'\. Did you mean (.*)\?": "`{}`: 없는 명령입니다. 비슷한 명령: {}",
    r"Missing command\.": "명령이 빠졌습니다.",
    r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)": "쓸 데가 없는 값이 더 있습니다: {}",
    r"Option '(.*)' requires an argument\.": "{}: 옵션 뒤에 값을 적어야 합니다.",
    r"Option '(.*)' requires (\d+) arguments\.": "{}: 옵션 뒤에 값을 {}개 적어야 합니다.",
    r"Option '(.*)' does not take a value\.": "{}: 값을 적지 않는 옵션입니다.",
    r"Argument '(.*)' takes (\d+) values\.": "{}: 값을 {}개 적어야 합니다.",
    r"Takes (\d+) values but (\d+) given\.": "값을 {}개 적어야 하는데 {}개를 적었습니다.",
    r"'(.*)' is not a valid (?:int|integer)(?: range)?\.": "`{}`: 정수를 적어야 합니다.",
    r"'(.*)' is not a valid float(?: range)?\.": "`{}`: 숫자를 적어야 합니다.",
    r"'(.*)' is not a valid boolean\..*": "`{}`: 참이나 거짓을 적어야 합니다.",
    r"(.*) is not in the range (\S+)<=x<=(\S+)\.": "`{}`: {}에서 {}까지의 수를 적어야 합니다.",
    r"(.*) is not in the range x>=(\S+)\.": "`{}`: {} 이상의 수를 적어야 합니다.",
    r"(.*) is not in the range (.*)\.": "`{}`: 쓸 수 있는 범위를 벗어났습니다({}).",
    r"it says another form than --json": "--json과 다른 출력 방식을 적었습니다.",
    r"it takes one value, and is given twice": "값을 하나만 받는데 두 번 적었습니다.",
    r"`(.*)` has no (.*)": "`{}` 명령에는 {} 옵션이 없습니다",
    r"say it after the command's name: (.*)": "명령 이름 뒤에 적어야 합니다: {}",
}
