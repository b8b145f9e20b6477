"""The cache's pickles: our own values come back equal, and nothing else comes back at all."""

import importlib
import pickle
import pickletools
import pkgutil
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store.near import near

from crmcli.domain.time.dated import Fact
from crmcli.domain.finding import Finding, Place
from crmcli.domain.records.account import Account, Contact, Entry
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.cache.safe_pickle import pack, unpack


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1,
        10**30,
        1.5,
        "",
        "한빛",
        "\udcff",
        b"\0",
        (),
        [],
        {},
        (1, ("a", None)),
        {"a": [1]},
        {1, 2},
        frozenset({"a"}),
        date(2026, 1, 5),
        Decimal("18450.50"),
        Fact(date(2026, 1, 5), Decimal("1.5"), "kim-mj", None),
        Account("한빛", contacts={"a": Contact("b", stance=(Fact(None, "friendly"),))}),
        Entry(date(2026, 1, 5), "call", with_=("a",)),
        (
            True,
            (
                (
                    Finding("bad-date", ("log", 0, "date"), "", ("x",), at_key=True),
                    Place(1, 2, 3, 4),
                ),
            ),
        ),
    ],
)
def test_our_own_values_come_back_equal_and_of_their_type(value):
    assert (unpack(pack(value)), type(unpack(pack(value)))) == (value, type(value))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(near(ACCOUNT, 0))
def test_every_record_comes_back_equal(tree):
    account = ACCOUNT.decode(tree)
    assert unpack(pack([account, tuple(account)])) == [account, tuple(account)]


def naming(module: str, name: str, argument: str = "true") -> list[bytes]:
    """Pickles that call something by its name, in the words of several protocols."""
    text = b"V" + argument.encode() + b"\n"
    short = lambda word: b"\x8c" + bytes([len(word)]) + word.encode()  # noqa: E731
    return [
        b"c" + f"{module}\n{name}\n".encode() + b"(" + text + b"tR.",
        b"(" + text + b"i" + f"{module}\n{name}\n".encode() + b".",
        b"(" + b"c" + f"{module}\n{name}\n".encode() + text + b"o.",
        b"\x80\x02c" + f"{module}\n{name}\n".encode() + b"(" + text + b"t\x81.",
        b"\x80\x04" + short(module) + short(name) + b"\x93(" + text + b"tR.",
        b"\x80\x04" + short(module) + short(name) + b"\x93.",
    ]


NAMES = [
    ("os", "system"),
    ("posix", "system"),
    ("nt", "system"),
    ("os", "popen"),
    ("subprocess", "Popen"),
    ("subprocess", "run"),
    ("subprocess", "check_output"),
    ("builtins", "eval"),
    ("builtins", "exec"),
    ("builtins", "compile"),
    ("builtins", "open"),
    ("builtins", "getattr"),
    ("builtins", "setattr"),
    ("builtins", "__import__"),
    ("builtins", "type"),
    ("builtins", "object"),
    ("builtins", "map"),
    ("__builtin__", "eval"),
    ("__builtin__", "set"),
    ("functools", "partial"),
    ("functools", "reduce"),
    ("operator", "attrgetter"),
    ("operator", "methodcaller"),
    ("importlib", "import_module"),
    ("runpy", "run_path"),
    ("pickle", "loads"),
    ("marshal", "loads"),
    ("types", "FunctionType"),
    ("types", "CodeType"),
    ("ctypes", "CDLL"),
    ("code", "InteractiveInterpreter"),
    ("webbrowser", "open"),
    ("shutil", "rmtree"),
    ("socket", "socket"),
    ("copyreg", "_reconstructor"),
    ("collections", "OrderedDict"),
    ("datetime", "datetime"),
    ("datetime", "timedelta"),
    ("decimal", "getcontext"),
    ("pathlib", "Path"),
    ("sqlite3", "connect"),
    ("crmcli", "__version__"),
    ("crmcli.domain", "records"),
    ("crmcli.store.files.scan", "read_bytes"),
    ("crmcli.store.git.git", "run"),
    ("crmcli.store.yaml.shape", "Scalar"),
    ("crmcli.store.cache.database", "Cache"),
    ("crmcli.domain.time.dated", "current"),
    ("crmcli.domain.records.account", "Mapping.register"),
    ("crmcli.domain.records.account", "Account.__class__"),
    ("crmcli.domain.records.account", "__builtins__"),
    ("crmcli.domain.records.account", "Day.today"),
    ("crmcli.domain.records.account", "NamedTuple"),
    ("crmcli.domain.records.money", "Money"),
    ("crmcli.domain.", "Account"),
    ("crmcli.domain.nothing", "Thing"),
    ("crmcli.domain.records.account", "Nothing"),
    ("crmcli.domainx.records", "Account"),
    ("xcrmcli.domain.records", "Account"),
    ("crmcli.domain.records.account\0os", "System"),
    ("", ""),
    ("os.path", "Join"),
]


@pytest.mark.parametrize(("module", "name"), NAMES)
def test_a_pickle_that_names_anything_else_is_refused(module, name):
    for data in naming(module, name):
        with pytest.raises(pickle.UnpicklingError):
            unpack(data)


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 1, 5),
        timedelta(1),
        range(3),
        print,
        len,
        pickle.Unpickler,
        ValueError("a"),
        slice(1),
        complex(1),
        Ellipsis,
    ],
    ids=repr,
)
def test_values_of_other_types_are_refused(value):
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(value, protocol=5))


class Evil:
    """What every tutorial on pickles warns of."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self):
        return open, (self.path, "w")


def test_reading_a_hostile_pickle_runs_nothing(tmp_path):
    for protocol in range(6):
        with pytest.raises(pickle.UnpicklingError):
            unpack(pickle.dumps([Account("a"), Evil(str(tmp_path / "made"))], protocol=protocol))
    assert not (tmp_path / "made").exists()


def test_everything_a_pickle_may_name_is_a_harmless_type():
    allowed = {"crmcli.domain", "crmcli.reports", "crmcli.rules"}
    named = set()
    for package in allowed:
        for found in pkgutil.walk_packages(
            importlib.import_module(package).__path__, f"{package}."
        ):
            module = importlib.import_module(found.name)
            for name in vars(module):
                try:
                    value = unpack(
                        b"\x80\x04\x8c"
                        + bytes([len(found.name)])
                        + found.name.encode()
                        + b"\x8c"
                        + bytes([len(name)])
                        + name.encode()
                        + b"\x93."
                    )
                except pickle.UnpicklingError:
                    continue
                named.add((value.__module__, value.__qualname__))
    foreign = {each for each in named if not each[0].startswith("crmcli.")}
    assert foreign <= {
        ("datetime", "date"),
        ("decimal", "Decimal"),
        ("typing", "Any"),
        ("typing", "Generic"),
        ("collections.abc", "Callable"),
        ("collections.abc", "Hashable"),
        ("collections.abc", "Iterable"),
        ("collections.abc", "Iterator"),
        ("collections.abc", "Mapping"),
        ("collections.abc", "Sequence"),
        ("collections.abc", "Collection"),
        ("builtins", "module"),
        ("typing", "TypeVar"),
        ("typing", "Protocol"),
        ("fractions", "Fraction"),
        ("collections", "Counter"),
    }


PICKLE = pack(
    [
        Account("한빛", contacts={"a": Contact("b")}),
        date(2026, 1, 5),
        Decimal("1.5"),
        {"a": (1, None, "x" * 300)},
    ]
)


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(0, len(PICKLE) - 1), st.integers(0, 255)), min_size=1, max_size=4
    ),
    st.integers(1, len(PICKLE)),
)
def test_a_damaged_pickle_gives_a_value_or_the_one_error_told(changes, length):
    data = bytearray(PICKLE)
    for place, byte in changes:
        data[place] = byte
    try:
        unpack(bytes(data[:length]))
    except pickle.UnpicklingError:
        pass


@pytest.mark.parametrize(
    "data",
    [b"", b"\x80", b"garbage", b"\x80\x05.", b"\x80\xff.", b"N", b"(", b"." * 10, b"\x00" * 100],
    ids=repr,
)
def test_what_is_no_pickle_is_refused_with_the_one_error_told(data):
    with pytest.raises(pickle.UnpicklingError):
        unpack(data)


def test_the_pickles_name_nothing_but_modules_of_ours():
    names = {
        argument
        for opcode, argument, _ in pickletools.genops(PICKLE)
        if opcode.name in {"SHORT_BINUNICODE", "BINUNICODE"} and "." in str(argument)
    }
    assert names <= {"crmcli.domain.records.account", "1.5"}
