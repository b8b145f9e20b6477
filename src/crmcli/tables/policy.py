"""What the whole team agreed on, as far as rows of accounts refer to it or figures depend on it."""

from collections.abc import Iterator

from crmcli.domain.deals.qualification import framework
from crmcli.domain.records.money import minor_units
from crmcli.domain.records.policy import Policy
from crmcli.tables.table import Cells, Table, columns, joined, spoken, truth

_LABELS = "label_en text =table-label-en\n        label_ko text =table-label-ko"


def _policy(policy: Policy) -> Iterator[Cells]:
    asked = framework(policy)
    yield (
        policy.title,
        policy.currency,
        minor_units(policy.currency),
        policy.language,
        policy.timezone,
        policy.freshness.contact_days,
        policy.freshness.stance_days,
        policy.min_sample,
        policy.default_role_set,
        max(policy.renewals.remind_days, default=0),
        policy.renewals.grace_days,
        asked.name,
        asked.gate,
    )


POLICY = Table(
    "policy",
    columns(
        "Policy",
        """
        title text
        currency text
        decimals whole =table-decimals
        language text
        timezone text
        contact_days whole =Freshness.contact_days
        stance_days whole =Freshness.stance_days
        min_sample whole
        default_role_set id
        remind_days whole =table-remind-days
        grace_days whole =Renewals.grace_days
        framework text =Qualification.name
        gate whole =Qualification.gate
        """,
    ),
    (),
    of_policy=_policy,
)


def _members(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.team.items(), start=1):
        yield (
            name,
            place,
            each.name,
            each.function,
            each.manager,
            joined(each.emails),
            joined(each.tags),
            each.left,
        )


MEMBERS = Table(
    "members",
    columns(
        "Member",
        """
        member id =Policy.team
        n whole =table-n
        name text
        function text
        manager id >members.member
        emails text
        tags text
        left day
        """,
    ),
    ("member",),
    of_policy=_members,
)


def _stages(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.stages.items(), start=1):
        yield (
            name,
            place,
            spoken(each.label, "en"),
            spoken(each.label, "ko"),
            each.probability,
            each.forecast,
            each.rot_days,
            each.min_coverage,
        )


STAGES = Table(
    "stages",
    columns(
        "StageSpec",
        f"""
        stage id =Policy.stages
        n whole =table-n
        {_LABELS}
        probability number
        forecast text
        rot_days whole
        min_coverage number
        """,
    ),
    ("stage",),
    of_policy=_stages,
)


def _reasons(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.reasons.items(), start=1):
        yield name, place, spoken(each.label, "en"), spoken(each.label, "ko"), truth(each.note)


REASONS = Table(
    "reasons",
    columns(
        "Reason",
        f"""
        reason id =Policy.reasons
        n whole =table-n
        {_LABELS}
        note truth
        """,
    ),
    ("reason",),
    of_policy=_reasons,
)


def _products(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.products.items(), start=1):
        yield (
            name,
            place,
            spoken(each.label, "en"),
            spoken(each.label, "ko"),
            each.list_price,
            policy.currency,
            each.floor_pct_off,
            joined(each.needs),
            each.family,
        )


PRODUCTS = Table(
    "products",
    columns(
        "Product",
        f"""
        product id =Policy.products
        n whole =table-n
        {_LABELS}
        list_price amount
        currency text =table-currency
        floor_pct_off number
        needs text
        family text
        """,
    ),
    ("product",),
    of_policy=_products,
)


def _role_sets(policy: Policy) -> Iterator[Cells]:
    for place, (name, roles) in enumerate(policy.role_sets.items(), start=1):
        for inner, (role, each) in enumerate(roles.items(), start=1):
            yield (
                name,
                role,
                place,
                inner,
                spoken(each.label, "en"),
                spoken(each.label, "ko"),
                each.level,
                each.weight,
                truth(each.required),
            )


ROLE_SETS = Table(
    "role_sets",
    columns(
        "RoleSpec",
        f"""
        role_set id =Policy.role_sets
        role id =table-role
        set_n whole =table-n
        n whole =table-n
        {_LABELS}
        level text
        weight whole
        required truth
        """,
    ),
    ("role_set", "role"),
    of_policy=_role_sets,
)


def _objections(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.objections.items(), start=1):
        yield name, place, spoken(each.label, "en"), spoken(each.label, "ko"), len(each.answers)


OBJECTIONS = Table(
    "objections",
    columns(
        "Objection",
        f"""
        objection id =Policy.objections
        n whole =table-n
        {_LABELS}
        answers whole
        """,
    ),
    ("objection",),
    of_policy=_objections,
)


def _cadences(policy: Policy) -> Iterator[Cells]:
    for place, (name, each) in enumerate(policy.cadences.items(), start=1):
        yield name, place, each.from_, each.owner


CADENCES = Table(
    "cadences",
    columns(
        "Cadence",
        """
        cadence id =Policy.cadences
        n whole =table-n
        from text
        owner id
        """,
    ),
    ("cadence",),
    of_policy=_cadences,
)
_CADENCE = "cadence id =Policy.cadences >cadences.cadence"


def _targets(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.cadences.items():
        for kind in ("status", "segment", "tags", "owner"):
            for value in dict.fromkeys(getattr(each.for_, kind)):
                yield name, kind, value


CADENCE_TARGETS = Table(
    "cadence_targets",
    columns(
        "Cadence",
        f"""
        {_CADENCE}
        kind text =table-target-kind
        value text =Cadence.for
        """,
    ),
    ("cadence", "kind", "value"),
    of_policy=_targets,
)


def _touches(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            yield (
                name,
                place,
                each.type,
                each.per_year,
                each.every_months,
                truth("gave" in each.needs),
                truth("what" in each.needs),
                truth("said" in each.needs),
            )


CADENCE_TOUCHES = Table(
    "cadence_touches",
    columns(
        "CadenceTouch",
        f"""
        {_CADENCE}
        n whole =table-n
        type text
        per_year whole
        every_months whole
        needs_gave truth =CadenceTouch.needs
        needs_what truth =CadenceTouch.needs
        needs_said truth =CadenceTouch.needs
        """,
    ),
    ("cadence", "n"),
    of_policy=_touches,
)


def _types(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            for kind in dict.fromkeys((each.type, *each.or_)):
                yield name, place, kind


CADENCE_TOUCH_TYPES = Table(
    "cadence_touch_types",
    columns("CadenceTouch", f"{_CADENCE}\nn whole =table-n\ntype text =CadenceTouch.or"),
    ("cadence", "n", "type"),
    of_policy=_types,
)


def _days(policy: Policy) -> Iterator[Cells]:
    for name, cadence in policy.cadences.items():
        for place, each in enumerate(cadence.touches, start=1):
            # the place of each is counted as the reports count it: in the order of the days
            for inner, days in enumerate(sorted(each.at_days), start=1):
                yield name, place, inner, days


CADENCE_TOUCH_DAYS = Table(
    "cadence_touch_days",
    columns(
        "CadenceTouch",
        f"""
        {_CADENCE}
        n whole =table-n
        place whole =table-n
        days whole =CadenceTouch.at_days
        """,
    ),
    ("cadence", "n", "place"),
    of_policy=_days,
)


def _goals(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.goals.items():
        for kind, facts in (("from", each.from_), ("to", each.to)):
            for place, fact in enumerate(facts, start=1):
                yield name, kind, place, each.metric, fact.date, fact.value


GOALS = Table(
    "goals",
    columns(
        "Goal",
        """
        goal id =Policy.goals
        end text =table-goal-end
        n whole =table-n
        metric text
        day day =table-since
        value number =table-goal-value
        """,
    ),
    ("goal", "end", "n"),
    of_policy=_goals,
)


def _fields(policy: Policy) -> Iterator[Cells]:
    for name, each in policy.fields.items():
        yield (
            each.on,
            name,
            each.type,
            joined(each.choices),
            spoken(each.label, "en"),
            spoken(each.label, "ko"),
        )


FIELDS = Table(
    "fields",
    columns(
        "CustomField",
        f"""
        on text
        field id =Policy.fields
        type text
        choices text
        {_LABELS}
        """,
    ),
    ("on", "field"),
    of_policy=_fields,
)


def _criteria(policy: Policy) -> Iterator[Cells]:
    asked = framework(policy)
    for place, (name, each) in enumerate(asked.criteria.items(), start=1):
        yield asked.name, name, place, spoken(each.label, "en"), spoken(each.label, "ko")


CRITERIA = Table(
    "criteria",
    columns(
        "CriterionSpec",
        f"""
        framework text =Qualification.name
        criterion id =Qualification.criteria
        n whole =table-n
        {_LABELS}
        """,
    ),
    ("framework", "criterion"),
    of_policy=_criteria,
)

TABLES = (
    POLICY,
    MEMBERS,
    STAGES,
    REASONS,
    PRODUCTS,
    ROLE_SETS,
    OBJECTIONS,
    CADENCES,
    CADENCE_TARGETS,
    CADENCE_TOUCHES,
    CADENCE_TOUCH_TYPES,
    CADENCE_TOUCH_DAYS,
    GOALS,
    FIELDS,
    CRITERIA,
)
