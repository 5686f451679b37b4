"""What a model's failure means for the work that needs the model: wait, or end."""

from __future__ import annotations

from libs.llm.errors import ModelError, ModelUnavailable
from services.analysis.errors import JobError, Waiting


class ModelAway(Waiting):
    def __init__(self, error: ModelUnavailable) -> None:
        super().__init__("the model", error.code, str(error), error.retry_after)


class ModelFailed(JobError):
    """A model's failure that no waiting mends, under the model's own code."""

    def __init__(self, error: ModelError) -> None:
        super().__init__(str(error))
        self.code = error.code  # pyright: ignore[reportAttributeAccessIssue] - one class, many codes


def translated(error: ModelError) -> Waiting | JobError:
    """The failure as the work's own."""
    return ModelAway(error) if isinstance(error, ModelUnavailable) else ModelFailed(error)
