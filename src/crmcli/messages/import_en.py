"""What taking foreign files in, and giving people and days away, says in English."""

TEXTS: dict[str, str] = {
    "word-added": "added", "word-filled": "filled", "word-same": "same", "word-skipped": "skipped",
    "import-title": "import {0}", "import-summary": "added: {0}, filled: {1}, same: {2}, skipped: {3}", "import-read-as": "{0} is read as {1}",
    "import-filled": "filled: {0}", "import-differs": "{0} differs, and stays as it was: {1}",
    "import-field-name": "name", "import-field-title": "title", "import-field-phones": "phone", "import-field-emails": "e-mail", "import-field-note": "note",
    "import-field-aliases": "alias", "import-field-owner": "owner", "import-field-segment": "segment", "import-field-tags": "tag", "import-field-source": "source",
    "import-field-industry": "industry", "import-field-employees": "employees", "import-field-annual_revenue": "annual revenue",
    "import-unread": "not read, with how many cells they hold: {0}",
    "import-unread-column": "{0} ({1})",
    "import-changed": "{0} changed (was {1})",
    "import-elsewhere": "known already as {0}; `crm contact move` takes somebody along to another account",
    "import-was-elsewhere": "was {0} until {1}",
    "import-number-elsewhere": "has the same number as {0}",
    "import-namesake": "a namesake of {0}, with another address and another number",
    "import-field-company": "company",
    "import-zero": "{0} is taken for {1}, which spreadsheets cut short",
    "import-zero-lost": "{0} may have lost the zero it begins with",
    # the file as a whole
    "import-too-large": "{0} is larger than {1} MB", "import-too-large-hint": "divide it; business cards are smaller without their pictures",
    "import-wide": "{0} begins as UTF-16 and is none", "import-nul": "{0}:{1} holds a NUL character: it is no text", "import-encoding": "{0}:{1} is neither UTF-8 nor CP949",
    "import-encoding-hint": "save it as `CSV UTF-8`, or as UTF-8 text",
    "import-empty": "{0} holds nobody", "import-empty-hint": "a table needs a line of headings and a row below it; a card begins with BEGIN:VCARD",
    "import-quotes": "{0}:{1}: a quote is not closed here, or a cell is too long; nothing was taken", "import-quotes-hint": "a quote inside a cell is written twice",
    "import-no-names": "no column holds names; there are: {0}", "import-no-names-hint": "say which does: --map COLUMN=name",
    "import-no-field": "`{0}` is no field that can be imported", "import-no-column": "no column is called `{0}`",
    "import-column-twice": "several columns are taken for {0}: {1}", "import-column-twice-hint": "say which is not: --map '{0}=-'",
    # one row or card
    "import-nameless": "no name", "import-no-company": "no company; --account says where people belong", "import-cells": "{1} cells under {0} headings", "import-no-end": "the card has no END:VCARD",
    "import-formula": "{0} begins like a formula", "import-hidden": "{0} holds a hidden character, {1}", "import-long": "{0} has more than {1} characters", "import-bytes": "{0} is not readable text",
    "import-no-phone": "{0}: `{1}` is no phone number", "import-no-email": "{0}: `{1}` is no e-mail address", "import-no-number": "{0}: `{1}` is no whole number, or too large",
    "import-no-account": "no account is called `{0}`; --create makes one", "import-near-account": "no account is called `{0}`; perhaps {1}", "import-made-near": "`{0}` is new, and like {1}", "import-several-accounts": "`{0}` may mean several accounts: {1}",
    "import-several-people": "may be several people: {0}", "import-left": "{0} has left there on {1}",
    "import-number-of": "the number is that of {0}, and there is no e-mail address to tell them apart", "import-number-too": "has the same number as {0}",
    # what goes out
    "agenda-owner": "Owner: {0}", "agenda-about": "About: {0}",
}
