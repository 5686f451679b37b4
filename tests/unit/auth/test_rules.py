"""What an email, a password, a name and an address may be."""

from __future__ import annotations

import pytest

from services.auth.errors import EmailInvalid, NameInvalid, PasswordUnfit
from services.auth.rules import (
    address_key,
    check_password,
    normal_email,
    normal_name,
    normal_user_agent,
)

EMAIL = "ada@example.com"


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (" Ada@Example.COM ", "ada@example.com"),
        ("ada+work@example.com", "ada+work@example.com"),
        ("ADA@EXAMPLE.ORG", "ada@example.org"),
        ("ada@nas.local", "ada@nas.local"),
        # One character, written as one code point or as two.
        ("e\u0301va@example.com", "\u00e9va@example.com"),
    ],
)
def test_one_spelling_of_an_email(given: str, stored: str) -> None:
    assert normal_email(given) == stored


@pytest.mark.parametrize(
    "given",
    ["", "ada", "ada@", "@example.com", "a b@example.com", "a@b\0.com", "x" * 400 + "@a.com"],
)
def test_what_is_no_email(given: str) -> None:
    with pytest.raises(EmailInvalid):
        normal_email(given)


@pytest.mark.parametrize("password", ["12345678", "x" * 128, "пароль пароль", "aaaaaaaa"])
def test_length_alone_makes_a_password(password: str) -> None:
    check_password(password, EMAIL)


@pytest.mark.parametrize("password", ["", "1234567", "x" * 129, EMAIL, "ADA@example.com"])
def test_what_is_no_password(password: str) -> None:
    with pytest.raises(PasswordUnfit):
        check_password(password, EMAIL)


@pytest.mark.parametrize(
    ("given", "stored"), [("", ""), ("  Ada Example ", "Ada Example"), ("x" * 200, "x" * 200)]
)
def test_a_name_is_optional(given: str, stored: str) -> None:
    assert normal_name(given) == stored


@pytest.mark.parametrize("given", ["x" * 201, "A\0da", "A\nda", "A\ud800"])
def test_what_is_no_name(given: str) -> None:
    with pytest.raises(NameInvalid):
        normal_name(given)


def test_a_user_agent_is_kept_short_and_clean() -> None:
    assert normal_user_agent("Tests\r\n\0/1.0") == "Tests/1.0"
    assert len(normal_user_agent("x" * 1000)) == 300


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.2.1"),
        # Whoever has an IPv6 address has the whole /64.
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("nonsense", ""),
    ],
)
def test_what_counts_as_one_address(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("192.0.2.1", "192.0.2.2"), ("2001:db8:1:2::1", "2001:db8:1:3::1"), ("192.0.2.1", "")],
)
def test_what_counts_as_two(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)
