"""What is told of the checkout a book lies in, of its files' names, and of its repository, in
English.
"""

TEXTS: dict[str, str] = {
    # files that git has and this checkout has not
    "file-not-here": "git has it, this checkout has not",
    "about-file-not-here": "A file that git has is left out of this checkout, or marked so that its absence goes unseen.",
    "not-here-more": "{0} more files that git has and this checkout has not",
    "not-here-hint": "`git sparse-checkout disable` brings them; what was marked by hand comes with `git update-index --no-skip-worktree --no-assume-unchanged FILE` and `git restore FILE`",
    "policy-not-here": "{0} is not in this checkout: git has it, and was told to leave it out; no book can be read without it",
    "account-not-here": "{0} is not in this checkout: git has it, and was told to leave it out",
    "rename-not-here": "{0} accounts are not in this checkout, and may name `{1}`",
    "forget-not-here": "{0} accounts are not in this checkout, and may name the person",
    # two files with one id
    "twins": "several files have the id `{0}`: {1}",
    "twins-hint": "put them into one, or give one another name: git mv FILE NEW-NAME.yaml",
    # names that some system cannot hold
    "no-file-name": "`{0}` cannot be an account's id: not every system can hold a file of that name",
    "why-portable-reserved": "Windows has devices of that name, whatever comes after a dot; add a word",
    "why-portable-characters": "letters, digits, - _ and . can be held everywhere",
    "why-portable-end": "Windows drops a dot or a space at the end",
    "why-portable-start": "a name begins with a letter, a digit or _",
    "why-portable-long": "it may have 255 bytes with .yaml, Hangul taken apart into its letters: some 27 syllables",
    # crm doctor
    "doctor-these": "{0}: {1}",
    "doctor-some": "{0}: {1} and {2} more",
    "doctor-whole": "every file is here",
    "doctor-names": "every system can hold them",
    "doctor-do-names": "crm lint says why; crm rename",
    # a clone that leaves contents out
    "past-left-out": "this clone leaves out what files said in the past (git clone --filter), and crm fetches nothing by itself",
    "past-left-out-hint": "git fetch --refetch --no-filter brings all of it",
    "doctor-shallow": "cut off when it was cloned",
    "doctor-do-unshallow": "git fetch --unshallow brings the rest",
    "doctor-partial": "a partial clone: what files said in the past may not be here",
    "doctor-history": "all of it is here",
    # commits
    "commit-untrusted": "the file is written but not committed: git does not trust the repository of {0}, because it belongs to somebody else",
    "commit-hook-refused": "the file is written but not committed: the hook {0} refused",
    "commit-hook-hint": "mend what it names, then commit it with git",
    "commit-hook-changed": "the file is written but not committed: the hook {0} changed what was to be committed",
    "commit-hooks-passed-by": "the repository's hooks did not run: {0}; `commit: {{hooks: run}}` in crm.yaml runs them, `skip` says nothing more",
    "commit-unsigned": "the commit is not signed, although commit.gpgsign asks for it: crm runs no signing program",
    # crm undo where nothing is committed
    "undo-uncommitted": "nothing was committed with crm that is not undone yet; what was written and not committed: {0}",
    "undo-uncommitted-hint": "git diff shows it, git restore {0} takes it back; with `commit: auto` in crm.yaml crm undo can",
    # files that are not what they say
    "file-encrypted": "encrypted ({0}); unlock the repository",
    "about-file-encrypted": "A file is encrypted, so that nobody without the key can read it.",
    "file-pointer": "not here: this is what Git LFS left in its place; git lfs pull",
    "about-file-pointer": "Git LFS left a pointer in the file's place.",
    "past-filtered": "What git keeps of accounts went through the filter `{0}`, which crm does not run: the past is not in this answer as far as it cannot be read.",
    "undo-both-hint": "git restore {0} takes back what was changed; git does not know {1} yet: remove it to take it back; with `commit: auto` in crm.yaml crm undo can",
    "undo-new-hint": "git does not know {0} yet: remove it to take it back; with `commit: auto` in crm.yaml crm undo can",
    "undo-built-uncommitted": "what changed since is not committed: git diff {0} shows it, git restore {0} takes it back",
}
