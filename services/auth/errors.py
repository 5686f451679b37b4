"""What can go wrong in auth."""

from __future__ import annotations

import math

from libs.rpc.errors import DomainError, Invalid, Kind


class InvalidCredentials(DomainError):
    kind = Kind.UNAUTHENTICATED
    reason = "INVALID_CREDENTIALS"
    message = "The email or the password is wrong."


class SessionInvalid(DomainError):
    kind = Kind.UNAUTHENTICATED
    reason = "SESSION_INVALID"
    message = "The session has ended. Log in again."


class SessionNotFound(DomainError):
    kind = Kind.NOT_FOUND
    reason = "SESSION_NOT_FOUND"
    message = "There is no such session. List your sessions to see which are open."


class EmailTaken(DomainError):
    kind = Kind.EXISTS
    reason = "EMAIL_TAKEN"
    message = "There is already an account with this email. Sign in, or give another."


class SignUpClosed(DomainError):
    kind = Kind.FORBIDDEN
    reason = "SIGN_UP_CLOSED"
    message = "This installation takes no new accounts. Ask its operator for one."


class WrongPassword(DomainError):
    kind = Kind.FORBIDDEN
    reason = "WRONG_PASSWORD"
    message = "The current password is wrong."


class TooManyTries(DomainError):
    kind = Kind.EXHAUSTED
    reason = "TOO_MANY_TRIES"

    def __init__(self, seconds: int) -> None:
        minutes = math.ceil(seconds / 60)
        wait = f"{minutes} minutes" if minutes > 1 else "a minute"
        super().__init__(f"Too many tries. Try again in {wait}.", retry_after=str(seconds))


class SignInBusy(DomainError):
    """More passwords wait to be checked than can be checked in reasonable time."""

    kind = Kind.UNAVAILABLE
    reason = "SIGN_IN_BUSY"
    message = "Too many people are logging in at this moment. Try again in a few seconds."


class EmailInvalid(Invalid):
    reason = "EMAIL_INVALID"
    message = "The email address is not valid. Write it like name@example.com."


class PasswordUnfit(Invalid):
    reason = "PASSWORD_UNFIT"
    message = "The password must have 8 to 128 characters."


class NameInvalid(Invalid):
    reason = "NAME_INVALID"
    message = "The name must have at most 200 characters and no control characters."
