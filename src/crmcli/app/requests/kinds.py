"""What the fields of a request hold: ids of things of the book, and fixed words."""

from typing import Annotated, NamedTuple


class Ref(NamedTuple):
    """An id of something: of the account that the request is about, of crm.yaml, or of the book."""

    kind: str


class OneOf(NamedTuple):
    """One of these words."""

    words: tuple[str, ...]


AccountId = Annotated[str, Ref("account")]
ContactId = Annotated[str, Ref("contact")]
DealId = Annotated[str, Ref("deal")]
StepId = Annotated[str, Ref("step")]  # to the signature, of the deal that the request names
CaseId = Annotated[str, Ref("case")]
PlanId = Annotated[str, Ref("plan")]
ContractId = Annotated[str, Ref("contract")]
AssetId = Annotated[str, Ref("asset")]  # a product that the account owns
RoleId = Annotated[str, Ref("role")]
TargetId = Annotated[str, Ref("target")]  # a role or a contact of the account
CriterionId = Annotated[str, Ref("criterion")]  # of the framework that crm.yaml names
MemberId = Annotated[str, Ref("member")]
ProductId = Annotated[str, Ref("product")]
StageId = Annotated[str, Ref("stage")]
ReasonId = Annotated[str, Ref("reason")]
ObjectionId = Annotated[str, Ref("objection")]
RoleSetId = Annotated[str, Ref("role set")]
ReferralId = Annotated[str, Ref("referral")]  # an account, or account/contact
