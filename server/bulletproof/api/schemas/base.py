"""How every schema of the API behaves, and the shape of a refusal."""

from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

AbsolutePath = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class Out(BaseModel):
    """Everything the API answers is closed: an undeclared field is a bug here, not a surprise there."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class In(BaseModel):
    """A misspelt key is refused, with its name, instead of being silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """RFC 9457; `code` is stable."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None


def rate_text(rate: Fraction | None) -> str | None:
    return f"{rate.numerator}/{rate.denominator}" if rate is not None else None
