"""What follows from the public address."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gateway.auth import Cookies
from gateway.settings import GatewaySettings


def settings(**chosen: Any) -> GatewaySettings:
    return GatewaySettings(rpc_key="k", rpc_keyring="{}", **chosen)


@pytest.mark.parametrize(
    ("public_url", "secure", "name"),
    [
        ("", True, "__Host-vitae"),
        ("http://localhost:8081", True, "__Host-vitae"),
        ("http://127.0.0.1:9000", True, "__Host-vitae"),
        ("https://vitae.example.org", True, "__Host-vitae"),
        ("http://vitae.lan", False, "vitae"),
    ],
)
def test_the_cookie_takes_its_strict_name_where_browsers_take_it(
    public_url: str, *, secure: bool, name: str
) -> None:
    chosen = settings(public_url=public_url)
    assert chosen.secure is secure
    assert Cookies(chosen).name == name


def test_names_and_origins() -> None:
    chosen = settings(public_url="https://Vitae.Example.org/", allowed_hosts="gateway, other")
    assert {"vitae.example.org", "gateway", "other", "localhost", "127.0.0.1"} <= chosen.hosts
    assert chosen.origins == {"https://vitae.example.org"}
    local = settings(http_port=9000)
    assert local.address == "http://localhost:9000"
    assert local.origins == {
        "http://localhost:9000",
        "http://127.0.0.1:9000",
        "http://[::1]:9000",
    }
    assert settings(allowed_hosts="*").hosts == frozenset()


@pytest.mark.parametrize(
    "address", ["vitae.example.org", "ftp://x", "https://", "https://x/y", "https://x?y"]
)
def test_an_address_that_cannot_be(address: str) -> None:
    with pytest.raises(ValidationError):
        settings(public_url=address)
