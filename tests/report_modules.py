"""Every module of crmcli.reports, whatever room it stands in."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import crmcli.reports


def report_modules() -> list[ModuleType]:
    return [
        import_module(each.name)
        for each in walk_packages(crmcli.reports.__path__, "crmcli.reports.")
        if not each.ispkg
    ]


def short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]
