"""The book that `crm tour` walks through: the small example, in a repository of its own whose
commits are of one of its team.
"""

import os
from datetime import date

from crmcli.store.book.new_book import make_book, new_book
from crmcli.store.git.clone import install
from crmcli.store.git.git import git, make_repository

# who walks, by the book's language: somebody of the example's team
_WALKER = {
    "en": ("Ada Ferris", "ada@us.example"),
    "ko": ("김민지", "mj.kim@us.example"),
}


def refuse_without_git() -> None:
    """Raises CrmError where there is no git: asked before anything is written."""
    git(os.curdir, "version")


def make_tour_book(folder: str, language: str, today: date) -> tuple[list[str], str]:
    """Make it; the files written, and what went wrong with git, if anything.

    Also within somebody's repository it has its own: nothing beside it is ever committed. Raises
    CrmError where it cannot be written.
    """
    files = make_book(folder, new_book(folder, language, None, today, example=True), language)
    problem = make_repository(folder)
    if not problem:
        install(folder)
        for name, value in zip(("user.name", "user.email"), _WALKER[language], strict=True):
            git(folder, "config", "--local", name, value)
    return files, problem
