"""The use cases of accounts and sessions."""

from __future__ import annotations

import hashlib
import logging
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from libs.db.ids import is_id
from libs.db.pages import Page, PageRequest
from libs.rpc.errors import Invalid
from libs.rpc.identity import Identity, Keyring
from libs.runtime.context import caller
from services.auth.attempts import SIGN_IN, SIGN_UP, Attempts
from services.auth.errors import (
    EmailInvalid,
    EmailTaken,
    InvalidCredentials,
    SessionInvalid,
    SessionNotFound,
    SignInBusy,
    SignUpClosed,
    TooManyTries,
    WrongPassword,
)
from services.auth.events import KEEPERS_OF_USERS, user_deleted
from services.auth.models import Session, User
from services.auth.passwords import Passwords
from services.auth.repository import Accounts
from services.auth.rules import (
    address_key,
    check_password,
    normal_email,
    normal_name,
    normal_user_agent,
)

log = logging.getLogger(__name__)

TOUCH_EVERY = timedelta(minutes=1)
FILTER_MOST = 1000


@dataclass(frozen=True, slots=True)
class Client:
    """Where a call came from, as the gateway saw it."""

    address: str
    user_agent: str


@dataclass(frozen=True, slots=True)
class Limits:
    sign_up_open: bool
    sign_in_per_minute: int
    sign_up_per_minute: int


class Announce(Protocol):
    async def revoked(self, user_id: str, session_ids: Sequence[str] = ()) -> None: ...


def new_token() -> str:
    """256 bits, known to its holder alone."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def account_key(email: str) -> bytes:
    """Names an account in the log of tries without keeping the address."""
    return hashlib.sha256(email.encode()).digest()


class AuthService:
    def __init__(
        self,
        accounts: Accounts,
        attempts: Attempts,
        passwords: Passwords,
        *,
        keyring: Keyring,
        announce: Announce,
        limits: Limits,
    ) -> None:
        self._accounts = accounts
        self._attempts = attempts
        self._passwords = passwords
        self._keyring = keyring
        self._announce = announce
        self._limits = limits

    async def register(
        self, email: str, password: str, name: str, client: Client
    ) -> tuple[str, User]:
        """The first session's token and the new account."""
        if not self._limits.sign_up_open:
            raise SignUpClosed
        email, name = normal_email(email), normal_name(name)
        check_password(password, email)
        await self._begin(SIGN_UP, email, client)
        hashed = await self._passwords.hash(password)
        user = await self._accounts.add_user(email, name, hashed)
        if user is None:
            raise EmailTaken
        return await self._open_session(user, hashed, client), user

    async def login(self, email: str, password: str, client: Client) -> tuple[str, User]:
        """A new session's token and the account."""
        try:
            email = normal_email(email)
        except EmailInvalid:
            email = ""  # nobody's: goes the way of an unknown one
        attempt = await self._begin(SIGN_IN, email, client)
        found = await self._accounts.credentials(email)
        user, hashed = found or (None, None)
        hashed = await self._verify(attempt, user, hashed, password)
        if user is None or hashed is None:
            raise InvalidCredentials
        token = await self._open_session(user, hashed, client)
        await self._attempts.succeeded(attempt, address_key(client.address), account_key(email))
        return token, user

    async def authenticate(self, token: str) -> Identity:
        """A short-lived identity for the session of `token`, which it doesn't outlive."""
        session = await self._accounts.session_by_token(token_hash(token))
        if session and datetime.now(UTC) - session.last_seen_at >= TOUCH_EVERY:
            session = await self._accounts.touch(session.id)
        if session is None:
            raise SessionInvalid
        until = session.expires_at.timestamp()
        return self._keyring.issue_identity(session.user_id, session.id, until)

    async def logout(self) -> None:
        who = caller()
        await self._accounts.end_session(who.user_id, who.session_id)
        await self._announce.revoked(who.user_id, [who.session_id])

    async def me(self) -> User:
        user = await self._accounts.user(caller().user_id)
        if user is None:
            raise SessionInvalid
        return user

    async def sessions(self, limit: int, cursor: str) -> Page[Session]:
        page = PageRequest.of(limit, cursor)
        rows = await self._accounts.sessions_of(caller().user_id, page)
        return page.page(rows, [row.id for row in rows])

    async def revoke_session(self, session_id: str) -> None:
        user_id = caller().user_id
        if not is_id(session_id) or not await self._accounts.end_session(user_id, session_id):
            raise SessionNotFound
        await self._announce.revoked(user_id, [session_id])

    async def change_password(self, current: str, new: str, client: Client) -> str:
        """Ends every session of the caller and returns the token of a new one."""
        user, old_hash = await self._confirm(current, client)
        check_password(new, user.email)
        new_hash = await self._passwords.hash(new)
        token = new_token()
        ended = await self._accounts.change_password(
            user.id,
            old_hash,
            new_hash,
            token_hash(token),
            normal_user_agent(client.user_agent),
        )
        if ended is None:
            raise WrongPassword
        await self._announce.revoked(user.id, ended)
        return token

    async def delete_account(self, password: str, client: Client) -> None:
        user, hashed = await self._confirm(password, client)
        event = user_deleted(user.id)
        account = account_key(user.email)
        if not await self._accounts.delete_user(user.id, hashed, account, event, KEEPERS_OF_USERS):
            raise WrongPassword
        await self._announce.revoked(user.id)

    async def existing_users(self, ids: Sequence[str]) -> Sequence[str]:
        if len(ids) > FILTER_MOST:
            raise Invalid(f"At most {FILTER_MOST} ids.")
        return await self._accounts.existing([each for each in ids if is_id(each)])

    async def _confirm(self, password: str, client: Client) -> tuple[User, str]:
        """The caller's account, once the password has proved them; limited like a login."""
        found = await self._accounts.credentials_of(caller().user_id)
        if found is None:
            raise SessionInvalid
        user, hashed = found
        attempt = await self._begin(SIGN_IN, user.email, client)
        verified = await self._verify(attempt, user, hashed, password)
        if verified is None:
            raise WrongPassword
        address = address_key(client.address)
        await self._attempts.succeeded(attempt, address, account_key(user.email))
        return user, verified

    async def _begin(self, kind: str, email: str, client: Client) -> str:
        """Counts a try. TooManyTries where the limits are reached."""
        limits = self._limits
        most = limits.sign_in_per_minute if kind == SIGN_IN else limits.sign_up_per_minute
        begun = await self._attempts.begin(
            kind, address_key(client.address), account_key(email), most
        )
        if isinstance(begun, str):
            return begun
        raise TooManyTries(max(1, math.ceil(begun)))

    async def _verify(
        self, attempt: str, user: User | None, hashed: str | None, password: str
    ) -> str | None:
        """The account's hash, renewed where it was outdated, if the password is right."""
        try:
            verdict = await self._passwords.verify(password, hashed)
            if not verdict.matches or user is None or hashed is None:
                return None
            if not verdict.outdated:
                return hashed
            renewed = await self._passwords.hash(password)
        except SignInBusy:
            await self._attempts.withdraw(attempt)
            raise
        return renewed if await self._accounts.rehash(user.id, hashed, renewed) else None

    async def _open_session(self, user: User, verified_hash: str, client: Client) -> str:
        token = new_token()
        agent = normal_user_agent(client.user_agent)
        ended = await self._accounts.open_session(user.id, verified_hash, token_hash(token), agent)
        if ended is None:
            raise InvalidCredentials
        if ended:
            await self._announce.revoked(user.id, ended)
        return token
