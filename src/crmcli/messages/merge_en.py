"""What merging and the doctor say, in English."""

TEXTS: dict[str, str] = {
    "merge-conflict": "{0}: both sides changed {1}, each in another way",
    "merge-more": "{0}: and {1} more places",
    "merge-comment": "{0}: there is a comment on what the other side changed or removed",
    "merge-by-lines": "{0}: one of the three versions cannot be read, so only lines were compared",
    # what the doctor looks at
    "col-check": "check", "col-state": "state", "col-found": "found", "col-todo": "what to do", "word-ok": "ok", "word-missing": "missing",
    # what it finds
    "doctor-plain": "{0}", "doctor-present": "yes", "doctor-installed": "installed", "doctor-not-installed": "not installed in this clone",
    "doctor-accounts": "accounts: {0}, in {1}", "doctor-broken": "{0}; files that cannot be read: {1}", "doctor-no-book": "no crm.yaml here or above",
    "doctor-policy-broken": "crm.yaml in {0} cannot be read", "doctor-libyaml": "libyaml", "doctor-no-libyaml": "PyYAML without its C extension: many times slower",
    "doctor-no-program": "git finds no program called crm", "doctor-no-line": "{0} does not give account files to crm", "doctor-no-cache": "{0} cannot be written",
    "doctor-cache-size": "{0}, {1} bytes", "doctor-schema-lines": "{0} of {1} files name one",
    # what to do about it
    "doctor-do-book": "`crm init my-book` makes one; -C names another", "doctor-do-lint": "`crm lint` shows what is wrong",
    "doctor-do-libyaml": "install PyYAML from a wheel, or with libyaml's headers at hand", "doctor-do-git": "install git 2.30 or newer",
    "doctor-do-program": "install crm with `pipx install` or `uv tool install`, or activate its environment; without it git keeps only your side of a file changed on both",
    "doctor-do-repository": "`git init` in the book's folder", "doctor-do-fix": "crm doctor --fix", "doctor-open-cache": "others may write into {0}, so nothing is remembered there", "doctor-do-open-cache": "close it with chmod 700, or name a folder of your own with CRM_CACHE_DIR", "doctor-do-cache": "name another folder with CRM_CACHE_DIR",
    "doctor-do-schema": "`crm schema --help` says how to name one",
    "doctor-do-encoding": "set LANG to a UTF-8 locale, such as C.UTF-8, or PYTHONUTF8=1",
    "doctor-fixed": "set {0} in this clone", "doctor-fixed-file": "added a line to {0}; commit it",
}
