"""What of our own environment reaches a process."""

from __future__ import annotations

import pytest

from deploy.local.process import base_environment


def test_the_way_to_a_model_outside_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.org:3128")
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/ssl/company.pem")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org:3128")
    given = base_environment()
    assert given["HTTPS_PROXY"] == "http://proxy.example.org:3128"
    assert given["SSL_CERT_FILE"] == "/etc/ssl/company.pem"
    assert "HTTP_PROXY" not in given


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_this_machine_is_never_proxied(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv(name, "example.net")
    given = base_environment()
    assert given["NO_PROXY"] == given["no_proxy"] == "example.net,localhost,127.0.0.1,::1"


def test_this_machine_is_not_proxied_where_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert base_environment()["NO_PROXY"] == "localhost,127.0.0.1,::1"
