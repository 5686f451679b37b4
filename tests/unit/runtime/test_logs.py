"""A line of the log is one JSON object, and none of it is a person's."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from psycopg.errors import CheckViolation
from sqlalchemy.exc import IntegrityError

from libs.runtime.context import request_id
from libs.runtime.logs import JsonLines

SECRET = "Ada Example\nof 12 Example Street"


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """With a traceback, as something that really happened."""
    try:
        raise error from cause  # noqa: TRY301 - its traceback is what is wanted
    except Exception as caught:  # noqa: BLE001 - whatever was asked for
        return caught


def logged(error: Exception | None = None, **extra: object) -> dict[str, Any]:
    information = (type(error), error, error.__traceback__) if error else None
    record = logging.getLogger("here").makeRecord(
        "here", logging.ERROR, "file.py", 1, "it %s", ("happened",), information, extra=extra
    )
    line = JsonLines("auth").format(record)
    assert "\n" not in line
    return json.loads(line)


def test_a_line_says_who_what_when_and_for_which_request() -> None:
    token = request_id.set("r-1")
    line = logged(reason="EMAIL_TAKEN")
    request_id.reset(token)
    assert line["service"] == "auth"
    assert line["level"] == "error"
    assert line["message"] == "it happened"
    assert line["reason"] == "EMAIL_TAKEN"
    assert line["request_id"] == "r-1"
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize(
    "error",
    [
        CheckViolation(f'violates check "x"\nDETAIL:  Failing row contains ({SECRET}).'),
        IntegrityError("INSERT", None, CheckViolation(f'check "x"\nDETAIL: ({SECRET})')),
        ExceptionGroup("several", [CheckViolation(f'check "x"\nDETAIL: ({SECRET})')]),
    ],
)
def test_an_exception_is_told_without_the_words_it_quotes(error: Exception) -> None:
    told = logged(raised(error))["exception"]
    assert "CheckViolation" in told
    assert "test_logs.py" in told
    assert "Ada" not in told
    assert "Street" not in told


def test_an_exception_is_told_with_those_it_came_of() -> None:
    told = logged(raised(ValueError("second"), KeyError("first")))["exception"]
    assert told.index("KeyError: 'first'") < told.index("ValueError: second")


def test_a_warning_of_python_is_a_line_like_any_other() -> None:
    code = (
        "import warnings; from libs.runtime.logs import set_up; set_up('auth', 'info');"
        "warnings.warn('old', RuntimeWarning)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    line = json.loads(done.stderr)
    assert line["level"] == "warning"
    assert "RuntimeWarning: old" in line["message"]
