"""What the parts of an account's page show, column by column."""

from crmcli.domain.table import Column

HEAD = (
    Column("name", "text", 9),
    Column("business_no", "text", 5),
    Column("status", "status", 9),
    Column("status_why", "text", 8),
    Column("segment", "text", 6),
    Column("owner", "label", 8),
    Column("service_contact", "label", 7),
    Column("source", "status", 4),
    Column("tags", "list", 4),
    Column("parent", "id", 6),
    Column("phones", "list", 3),
    Column("website", "text", 3),
    Column("address", "text", 2),
    Column("ids", "list", 1),
)
# columns that most accounts have nothing for
IF_ANY = frozenset(
    (
        "status_why",
        "service_contact",
        "business_no",
        "ids",
        "parent",
        "phones",
        "website",
        "address",
    )
)
PEOPLE = (
    Column("name", "text", 9),
    Column("title", "text", 7),
    Column("stance", "stance", 9),
    Column("stance_date", "date", 5),
    Column("last_touch", "date", 7),
    Column("phones", "list", 4),
    Column("emails", "list", 3),
)
DEALS = (
    Column("deal", "id", 9),
    Column("name", "text", 6),
    Column("stage", "label", 9),
    Column("stage_days", "days", 5, heading="stage_days"),
    Column("amount", "money", 9),
    Column("close", "date", 7),
    Column("verbal", "date", 8),
    Column("next", "date", 7),
    Column("owner", "label", 5),
)
DUE = (
    Column("days_late", "late", 9),
    Column("kind", "status", 9),
    Column("subject", "id", 9, said="about"),
    Column("why", "message", 9),
    Column("owner", "label", 6),
)
