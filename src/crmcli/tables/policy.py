"""What the whole team agreed on, as far as rows of accounts refer to it or figures depend on it."""

from collections.abc import Iterator

from crmcli.domain.deals.qualification import framework
from crmcli.domain.records.money import minor_units
from crmcli.domain.records.policy import Policy
from crmcli.tables import cadences, declared
from crmcli.tables.table import LABELS, Cells, Table, columns, joined, spoken, truth


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
        {LABELS}
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
        {LABELS}
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
        {LABELS}
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
        {LABELS}
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
        {LABELS}
        answers whole
        """,
    ),
    ("objection",),
    of_policy=_objections,
)


TABLES = (
    POLICY,
    MEMBERS,
    STAGES,
    REASONS,
    PRODUCTS,
    ROLE_SETS,
    OBJECTIONS,
    *cadences.TABLES,
    *declared.TABLES,
)
