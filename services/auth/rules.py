"""What an email, a password, a name and an address may be."""

from __future__ import annotations

import ipaddress
import unicodedata

import email_validator
from email_validator import EmailNotValidError, validate_email

from services.auth.errors import EmailInvalid, NameInvalid, PasswordUnfit

PASSWORD_LEAST = 8
PASSWORD_MOST = 128
NAME_MOST = 200
USER_AGENT_MOST = 300

# Names of a home's or an office's own network: who hosts this for themselves may have no others.
for _own in ("local", "localhost"):
    email_validator.SPECIAL_USE_DOMAIN_NAMES.remove(_own)


def normal_email(text: str) -> str:
    """The one spelling under which an address is stored. EmailInvalid where it is none."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise EmailInvalid from None


def check_password(password: str, email: str) -> None:
    """Long enough, and not the email. Length is what makes a password hard to guess; rules about
    kinds of characters don't (NIST SP 800-63B).
    """
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise PasswordUnfit
    if password.strip().lower() == email:
        raise PasswordUnfit("The password must not be the email address.")


def normal_name(text: str) -> str:
    name = unicodedata.normalize("NFC", text).strip()
    if len(name) > NAME_MOST or any(unicodedata.category(c) in ("Cc", "Cs") for c in name):
        raise NameInvalid
    return name


def normal_user_agent(text: str) -> str:
    """What of a User-Agent header is kept: shown to the owner of the session, nothing else."""
    return "".join(c for c in text if c.isprintable())[:USER_AGENT_MOST]


def address_key(address: str) -> str:
    """What counts as one address: an IPv6 client commands a whole /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)
