"""What each option is called and means, over all commands: one name has one meaning, and each of
its other names and its short form is the same option everywhere.
"""

from typing import NamedTuple

# The other names by which an option is taken, wherever it is one.
ALIASES: dict[str, tuple[str, ...]] = {
    "--with": ("-w", "--contact", "--person"),
    "--type": ("-t", "--kind"),
    "--date": ("-d",),
    "--message": ("-m",),
    "--dry-run": ("-n",),
    "--output": ("-o",),
    "--book": ("-C",),
}
MAIN = {other: name for name, others in ALIASES.items() for other in others}


class Meaning(NamedTuple):
    """What an option says, and how its value is shown: WORD is one of fixed words, nothing is a
    switch.
    """

    text: str
    value: str = ""
    other: str = ""  # the same thing told with more beside it, or in another kind of command
    third: str = ""
    is_bare_too: bool = False  # somewhere it is a switch, or may stand without its value

    @property
    def values(self) -> tuple[str, ...]:
        """Every way its value is shown."""
        found = tuple(filter(None, (self.value, self.other, self.third)))
        return (*found, "") if self.is_bare_too or not found else found


def names(option: str) -> tuple[str, ...]:
    """The option by the name given first, then by all its other names."""
    main = MAIN.get(option, option)
    return tuple(dict.fromkeys((option, main, *ALIASES.get(main, ()))))


MEANINGS: dict[str, Meaning] = {
    "--about": Meaning("what it was about", "WORD"),
    "--account": Meaning("only at this account", "ACCOUNT"),
    "--address": Meaning("where a company is", "TEXT"),
    "--again": Meaning("write it although the file says the very same already"),
    "--alarm": Meaning("when a calendar rings, before the day begins or, with `+`, after", "TIME"),
    "--alias": Meaning("another name", "NAME"),
    "--all": Meaning("leave nothing out"),
    "--among": Meaning("which of these the word means, where it may be several", "WORD"),
    "--amount": Meaning("what it is worth", "AMOUNT"),
    "--approved-by": Meaning("who of us allowed that price", "ID=MEMBER"),
    "--as": Meaning("what the rows of a table are", "WORD"),
    "--as-of": Meaning("the day of the answer", "DATE"),
    "--at": Meaning("the files as committed at this revision or by this day", "REV|DATE"),
    "--backtest": Meaning("what was forecast at each month's start against what happened"),
    "--below": Meaning("only deals with fewer than N criteria met", "N"),
    "--before": Meaning("only what comes after this commit in the list", "COMMIT"),
    "--bodies": Meaning("what was written, too"),
    "--bom": Meaning("begin CSV with a byte order mark, for Excel"),
    "--book": Meaning("the book's folder; else CRM_BOOK, else the nearest crm.yaml upwards", "DIR"),
    "--bought-from": Meaning("from whom they bought it, where it was not from us", "WHO"),
    "--business-no": Meaning("a business registration number", "NUMBER"),
    "--by": Meaning(
        "in an answer, a row for each of these; in a command that writes, who of us did it",
        "MEMBER",
        "NAME,...",
        "WORD",
    ),
    "--calendar": Meaning("month by month: done, missed, or still to come"),
    "--called": Meaning("only those with this in a name or alias, or as its initials", "TEXT"),
    "--change": Meaning("what came and went between two days or revisions", "FROM TO"),
    "--changed": Meaning("only files that differ from REV", "[REV]"),
    "--channel": Meaning("how people are reached", "WORD"),
    "--check": Meaning("change nothing; exit 1 if a file is not in order, and name it"),
    "--clear": Meaning(
        "what the file says under this option goes, or only this value of it", "OPTION[=VALUE]"
    ),
    "--close": Meaning("when it should close", "DATE"),
    "--cohort": Meaning("how many customers of each quarter or year are still there", "WORD"),
    "--columns": Meaning("what is shown", "NAME,..."),
    "--commit": Meaning("commit exactly the files changed"),
    "--competitor": Meaning("against whom we stand", "NAME"),
    "--counter": Meaning(
        "each countermeasure, and its reason's share of the losses before and since"
    ),
    "--create": Meaning("a new account for each company that the book does not know"),
    "--custom": Meaning("a field of your own, as crm.yaml declares it", "FIELD=VALUE"),
    "--date": Meaning("the day it happened or holds from", "DATE"),
    "--dates": Meaning("the order of days such as 03/04/2021", "WORD"),
    "--days": Meaning("also what falls due within so many days", "N"),
    "--deal": Meaning("the deal that is meant", "ACCOUNT/DEAL", "DEAL"),
    "--decimal": Meaning("what stands before decimals", "SIGN"),
    "--decision-maker": Meaning("who decides there", "CONTACT"),
    "--diff": Meaning("show the lines that would change, and change nothing"),
    "--differentiator": Meaning("one more thing that we have and they have not", "TEXT"),
    "--done": Meaning("the day it was done", "DATE"),
    "--drop": Meaning("it is not needed"),
    "--dry-run": Meaning("show what would change in the file, and change nothing"),
    "--due": Meaning("by when", "DATE"),
    "--email": Meaning("an e-mail address", "ADDRESS"),
    "--employees": Meaning("how many people work there", "N"),
    "--encoding": Meaning("what a text is encoded in", "NAME"),
    "--end": Meaning("its last day", "DATE"),
    "--example": Meaning("fill it with a small book to try things on, or with the one named"),
    "--excel": Meaning("CSV for Excel: texts stay texts, and none of them is run"),
    "--exits": Meaning("what each deal still lacks before it may leave its stage"),
    "--explain": Meaning(
        "what each figure means, and which records are behind it; why a rule of lint is one",
        "[RULE]",
        is_bare_too=True,
    ),
    "--extend-policy": Meaning("write what crm.yaml does not know yet into it"),
    "--factor": Meaning("silent for so many times the usual interval", "X"),
    "--fail-on": Meaning("exit 1 from this severity on", "WORD"),
    "--figures": Meaning("figures before and after, and findings that are new or gone"),
    "--fix": Meaning("put right what can be: findings, or what this clone's git lacks"),
    "--floor": Meaning("reps who keep less than this are marked; 80 by default", "PERCENT"),
    "--for": Meaning("whom it is about", "ROLE|CONTACT"),
    "--force": Meaning("do it although something is missing"),
    "--foreign-id": Meaning("what another system calls a record", "SYSTEM=ID"),
    "--format": Meaning("the form of a drawing, of findings, or of tables", "WORD"),
    "--from": Meaning("how a person stood to us before; whose tables are taken in", "WORD"),
    "--function": Meaning("what one of us does", "WORD"),
    "--gaps": Meaning("the work list: every role with something to do, worst first"),
    "--gave": Meaning("what we handed over", "TEXT"),
    "--grid": Meaning("accounts down, roles across"),
    "--history": Meaning("every state since the first commit, each row with its span"),
    "--how": Meaning("what we will do", "TEXT"),
    "--icebreaker": Meaning("one more thing to begin a talk with", "TEXT"),
    "--id": Meaning("what it is called in the file", "ID"),
    "--ignore": Meaning("leave out these rules of lint, or groups of rules", "RULE,..."),
    "--in": Meaning("only in these", "WORD"),
    "--inbound": Meaning("they came to us"),
    "--industry": Meaning("their trade", "TEXT"),
    "--install-completion": Meaning("install completion for the current shell"),
    "--invalid": Meaning("it never was one: a duplicate, or not real. Outside every rate"),
    "--json": Meaning("short for -o json"),
    "--known": Meaning("how well each account is known, beside the rest"),
    "--lang": Meaning("the language of headings and messages", "WORD"),
    "--limit": Meaning("at most so many rows", "N"),
    "--limit-per-rep": Meaning("at most N deals of each rep, 0 for all", "N"),
    "--list": Meaning("the saved queries of crm.yaml"),
    "--list-price": Meaning("what one costs by the list", "ID=AMOUNT"),
    "--man": Meaning("write the pages for `man` into this folder", "DIR"),
    "--manager": Meaning("whom of ours somebody reports to", "MEMBER"),
    "--map": Meaning(
        "what a column holds, or - for nothing of ours; or a file that says it",
        "COLUMN=FIELD",
        "FILE",
    ),
    "--matrix": Meaning("only everybody by stance then and now"),
    "--message": Meaning("the commit's message; what changed by default. Commits", "TEXT"),
    "--method": Meaning("by what a forecast is weighed", "WORD"),
    "--mine": Meaning("only what is mine, by git's user.email and the team"),
    "--mistyped": Meaning("the old name was wrong, and is not kept as another one"),
    "--mitigate": Meaning("what is done about an unmet criterion", "KIND[=NOTE]"),
    "--months": Meaning("so many months back", "N"),
    "--mood": Meaning("how it felt", "WORD"),
    "--name": Meaning("what it is called now", "NAME"),
    "--next": Meaning("what was promised next", "'DATE WHAT'"),
    "--no-cache": Meaning("read every file anew and remember nothing"),
    "--no-commit": Meaning("do not commit"),
    "--no-decision": Meaning("it fizzled out: nobody decided anything"),
    "--no-pager": Meaning("write a long list as it is, not by CRM_PAGER, PAGER or less"),
    "--nobody": Meaning("nobody is known to hold it any more"),
    "--none": Meaning("nothing is promised any more"),
    "--not-eligible": Meaning("what is nothing for them, and why", "PRODUCT=WHY"),
    "--note": Meaning("for ourselves", "TEXT"),
    "--notice-days": Meaning("how many days before its end notice has to be given", "N"),
    "--objection": Meaning("what they held against us", "ID=STATE"),
    "--on": Meaning("what the rows are; accounts by default", "WORD"),
    "--only": Meaning("only these kinds of what somebody has in hand", "WORD"),
    "--open": Meaning("open it in the browser"),
    "--outcome": Meaning("how it ended", "WORD"),
    "--output": Meaning("the form of the answer", "WORD"),
    "--over": Meaning(
        "only deals where we press too hard: too many tries, or two too close together"
    ),
    "--overdue": Meaning("only those past their due day"),
    "--owner": Meaning(
        "who of us is responsible: in an answer only theirs, in a command that writes that one",
        "MEMBER",
    ),
    "--pages": Meaning("name the pages, the keys that lead to them, and what they ask"),
    "--parent": Meaning("the account that a company belongs to", "ACCOUNT"),
    "--partition": Meaning("rows in folders by the year or month of their day", "WORD"),
    "--per": Meaning("per what the amount is", "WORD"),
    "--phone": Meaning("a phone number", "NUMBER"),
    "--plan": Meaning("write the mapping that an import would use, and no more"),
    "--port": Meaning("the port that pages are served at; a free one by default", "N"),
    "--prefer": Meaning("who is right where both changed", "WORD"),
    "--problem": Meaning("one more of their problems, in their terms", "TEXT"),
    "--product": Meaning("a product of crm.yaml", "ID", "ID[=QTY]"),
    "--provenance": Meaning("where all that comes from", "TEXT"),
    "--qty": Meaning("how many; 1 by default", "N"),
    "--quantity": Meaning("how many of each product, not how much"),
    "--reason": Meaning("why; one of those in crm.yaml", "REASON"),
    "--referred-by": Meaning("who sent them", "ACCOUNT[/CONTACT]"),
    "--refresh": Meaning("how often a calendar should be read again", "DURATION"),
    "--rejects": Meaning("where rows and cells are written that were not taken", "FILE"),
    "--rep": Meaning("who of ours stands for the role", "MEMBER"),
    "--replace": Meaning("when it has to be replaced", "DATE"),
    "--reports-to": Meaning("whom the person reports to", "CONTACT"),
    "--rest": Meaning("for how many days, or until when, it is put off", "DAYS|DATE"),
    "--resting": Meaning("what was put off"),
    "--revenue": Meaning("their revenue of a year", "AMOUNT"),
    "--revisit": Meaning("when to ask again", "DATE"),
    "--role": Meaning("a role of theirs", "ROLE"),
    "--role-set": Meaning("which roles must be known", "SET"),
    "--rotten": Meaning("the deals nobody has moved for too long"),
    "--said": Meaning("the customer's own words", "TEXT"),
    "--scale": Meaning("the highest answer there was; 10 for nps, 5 for the others", "N"),
    "--score": Meaning("how content they say they are", "0-10"),
    "--segment": Meaning("the segment of accounts", "SEGMENT"),
    "--select": Meaning("only these rules of lint, or groups of rules", "RULE,..."),
    "--service-contact": Meaning("who of us the customer may call", "MEMBER"),
    "--show-completion": Meaning(
        "show completion for the current shell, to copy it or customize the installation"
    ),
    "--signed": Meaning("the day it was signed, where that is before its first", "DATE"),
    "--since": Meaning("from this day on", "DATE", "REV|DATE"),
    "--solution": Meaning("what we would propose", "TEXT"),
    "--sort": Meaning("sort by these, - for the highest first", "NAME,-NAME"),
    "--source": Meaning("where it came from", "WORD"),
    "--sourced-by": Meaning("which function of ours found it", "WORD"),
    "--split": Meaning("a file for each, into this folder", "DIR"),
    "--stage": Meaning("a stage of the sales process", "STAGE"),
    "--stance": Meaning("how somebody stands to us", "CONTACT=VALUE[:WHY]", "WORD"),
    "--start": Meaning("its first day", "DATE"),
    "--statistics": Meaning("how often each rule of lint found something"),
    "--status": Meaning("only those of which this is true; all leaves none out", "WORD"),
    "--strict": Meaning("take no row of which a cell cannot be read"),
    "--tag": Meaning("only accounts with this tag", "TAG"),
    "--time": Meaning("the time of the day", "HH:MM"),
    "--timeless": Meaning("leave out what comes of days that pass"),
    "--title": Meaning("a person's title", "TEXT"),
    "--to": Meaning(
        "where it leads: a person to an account, a plan to a stance", "ACCOUNT", "WORD"
    ),
    "--tree": Meaning("who sent us whom, in chains"),
    "--type": Meaning("which kind it is", "WORD"),
    "--unit": Meaning("at which site", "SITE"),
    "--unit-price": Meaning("what one costs as offered", "ID=AMOUNT"),
    "--unsafe": Meaning("also where what was meant is likely and not sure"),
    "--until": Meaning("up to this day, it included", "DATE"),
    "--unwaive": Meaning("the role counts again"),
    "--usage": Meaning("how they use what they bought", "TEXT"),
    "--value": Meaning("what the role gains from us", "TEXT"),
    "--verified-by": Meaning("who confirmed the reason", "WHO"),
    "--version": Meaning(
        "print the version; of cards: which one is written", "WORD", is_bare_too=True
    ),
    "--via": Meaning("who introduces us", "CONTACT"),
    "--views": Meaning("the figures of the reports as SQL views"),
    "--waive": Meaning("nobody is needed here, and why", "WHY"),
    "--website": Meaning("a company's page", "URL"),
    "--week": Meaning("the week this day is in", "DATE"),
    "--who": Meaning("only commits of this member, or of this name or address in git", "NAME"),
    "--why": Meaning("on what evidence, or for what reason", "TEXT"),
    "--with": Meaning(
        "somebody of theirs, or with =ROLE somebody's part in a deal", "CONTACT", "CONTACT=ROLE"
    ),
    "--within": Meaning("only what falls due within N days, or has", "N"),
    "--without": Meaning("what an export or a site leaves out", "WORD"),
    "--write": Meaning("the pages have forms that write, too"),
}
