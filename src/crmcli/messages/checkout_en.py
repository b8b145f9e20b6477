"""What is told of the checkout a book lies in, of its files' names, and of its repository, in English."""

TEXTS: dict[str, str] = {
    # files that git has and this checkout has not
    "file-not-here": "git has it, this checkout has not",
    "about-file-not-here": "A file that git has is left out of this checkout, or marked so that its absence goes unseen.",
    "not-here-more": "{0} more files that git has and this checkout has not",
    "not-here-hint": "`git sparse-checkout disable` brings them; what was marked by hand comes with `git update-index --no-skip-worktree --no-assume-unchanged FILE` and `git restore FILE`",
    "account-not-here": "{0} is not in this checkout: git has it, and was told to leave it out",
    "rename-not-here": "{0} accounts are not in this checkout, and may name `{1}`",
    "forget-not-here": "{0} accounts are not in this checkout, and may name the person",
    # two files with one id
    "twins": "several files have the id `{0}`: {1}", "twins-hint": "put them into one, or give one another name: git mv FILE NEW-NAME.yaml",
    # names that some system cannot hold
    "no-file-name": "`{0}` cannot be an account's id: not every system can hold a file of that name",
    "why-portable-reserved": "Windows has devices of that name, whatever comes after a dot; add a word", "why-portable-characters": "letters, digits, - _ and . can be held everywhere",
    "why-portable-end": "Windows drops a dot or a space at the end", "why-portable-start": "a name begins with a letter, a digit or _",
    "why-portable-long": "it may have 255 bytes with .yaml, Hangul taken apart into its letters: some 27 syllables",
    # crm doctor
    "doctor-these": "{0}: {1}", "doctor-some": "{0}: {1} and {2} more", "doctor-whole": "every file is here",
    "doctor-names": "every system can hold them", "doctor-do-names": "crm lint says why; crm rename",
}
