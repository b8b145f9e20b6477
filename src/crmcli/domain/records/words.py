"""The fixed words of the format: every list a field may choose from, once."""

STATUSES = ("prospect", "customer", "dormant", "churned", "disqualified")
GOING = frozenset(STATUSES[:3])  # those of which an account still asks something of us
SOURCES = (
    "content_form",
    "chatbot",
    "event",
    "referral",
    "repeat",
    "outbound",
    "inbound",
    "partner",
    "other",
)
STANCES = ("friendly", "neutral", "negative")
MOODS = ("positive", "friendly", "neutral", "negative")
LEVELS = ("executive", "manager", "practitioner")
PLAN_KINDS = ("identify", "access", "convert", "deliver", "referral_ask")
DEAL_TYPES = ("new", "cross_sell", "upsell", "renewal", "replacement", "repeat")
DEAL_PEOPLE = (
    "decision_maker",
    "budget_holder",
    "champion",
    "influencer",
    "user",
    "gatekeeper",
    "blocker",
)
DECIDERS = ("decision_maker", "budget_holder")
CRITERIA = ("budget", "authority", "need", "timeline")
CRITERION_STATUSES = ("met", "unmet", "partial", "unknown")
MITIGATIONS = ("discount", "persuade", "wait")
RESULTS = ("won", "lost", "no_decision", "invalid")
PERIODS = ("year", "month", "quarter", "once")
CASE_KINDS = ("complaint", "question", "request")
# what the agenda asks for, in order of urgency
AGENDA_KINDS = (
    "next",
    "case",
    "attempt",
    "final",
    "close",
    "renewal",
    "revisit",
    "cadence",
    "plan",
    "rotten",
    "stance",
    "owner-left",
    "rep",
    "referral_ask",
)
SURVEY_KINDS = ("nps", "csat", "trust")
SURVEY_SUBJECTS = ("product", "relationship", "service")
ENTRY_TYPES = (
    "call",
    "email",
    "message",
    "meeting",
    "visit",
    "review",
    "check_in",
    "service",
    "demo",
    "event",
    "info",
)
CHANNELS = ENTRY_TYPES
DIRECTIONS = ("outbound", "inbound")
ENTRY_OUTCOMES = ("held", "reached", "sent", "no_answer", "left_message", "cancelled")
TWO_WAY = ("held", "reached")
UNANSWERED = ("no_answer", "left_message", "sent")
RECEIVED = "received"  # of an inbound e-mail or message where the file does not say; no file has it
# all others: held
DEFAULT_OUTCOMES = {
    "call": "reached",
    "email": "sent",
    "message": "sent",
    "info": "sent",
}
OBJECTION_STATES = ("unresolved", "resolved", "deferred")
FORECASTS = ("omitted", "pipeline", "best_case", "commit", "closed")
DEFAULT_REPS = ("nobody", "owner")
FUNCTIONS = (
    "sales",
    "sdr",
    "executive",
    "manager",
    "support",
    "service",
    "customer_success",
    "marketing",
    "engineering",
    "finance",
    "other",
)
SEVERITIES = ("off", "info", "warning", "error")
EXITS = (
    "source",
    "problems",
    "decision_maker",
    "annual_revenue",
    "two_way_touch",
    "bant",
    "qualification",
    "proposal",
    "next",
    "discount_ok",
)
FIELD_TYPES = ("text", "number", "money", "date", "truth", "choice")
FIELD_OWNERS = ("account", "contact", "deal")
QUERIED = (
    "accounts",
    "contacts",
    "deals",
    "log",
    "plans",
    "contracts",
    "cases",
    "surveys",
    "assets",
)
CADENCE_STARTS = ("contract_start", "first_won")
METRICS = (
    "win_rate",
    "coverage",
    "stance_index",
    "cadence",
    "expansion_share",
    "nps",
    "open_amount",
)
