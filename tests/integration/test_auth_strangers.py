"""Who may call what: no token, a wrong key, another's method, an identity auth never signed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import jwt
import pytest
from google.protobuf import descriptor, message_factory
from vitae.analysis.v1 import analysis_pb2, interview_pb2, passage_pb2
from vitae.auth.v1 import auth_pb2
from vitae.chat.v1 import chat_pb2
from vitae.export.v1 import export_pb2
from vitae.upload.v1 import upload_pb2

from libs.rpc.identity import IDENTITY_AUDIENCE, service_audience
from libs.rpc.server import Access
from services.analysis.interview.rpc import ACCESS as INTERVIEW
from services.analysis.passages.rpc import ACCESS as PASSAGES
from services.analysis.rpc import ACCESS as ANALYSIS
from services.auth.rpc import ACCESS as AUTH
from services.chat.rpc import ACCESS as CHAT
from services.export.rpc import ACCESS as EXPORT
from services.upload.rpc import ACCESS as UPLOAD
from tests.support.keys import PROCESSES
from tests.support.people import Person
from tests.support.servers import ServerFactory
from tests.support.stack import Stack

# The process that serves it, what it serves, and who may call.
SERVED = (
    ("auth", auth_pb2.DESCRIPTOR, AUTH),
    ("upload", upload_pb2.DESCRIPTOR, UPLOAD),
    ("analysis", analysis_pb2.DESCRIPTOR, ANALYSIS),
    ("analysis", interview_pb2.DESCRIPTOR, INTERVIEW),
    ("analysis", passage_pb2.DESCRIPTOR, PASSAGES),
    ("export", export_pb2.DESCRIPTOR, EXPORT),
    ("chat", chat_pb2.DESCRIPTOR, CHAT),
)
SERVING = {process for process, _, _ in SERVED}
PROTO = Path(__file__).parents[2] / "proto" / "vitae"
Metadata = list[tuple[str, str]]


def methods() -> Iterator[tuple[str, descriptor.MethodDescriptor, Access]]:
    for process, file, access in SERVED:
        [described] = file.services_by_name.values()
        assert {method.name for method in described.methods} == set(access), described.name
        for method in described.methods:
            yield process, method, access[method.name]


EVERY = [pytest.param(*each, id=f"{each[0]}-{each[1].name}") for each in methods()]
FOR_USERS = [
    pytest.param(*each, id=f"{each[0]}-{each[1].name}") for each in methods() if each[2].user
]


@pytest.fixture(scope="module", autouse=True)
def _with_analysis(stack: Stack, server_factory: ServerFactory) -> Iterator[None]:
    """Analysis as well, on a bus of its own: events of other tests are not for it."""
    nats = server_factory.nats()
    process = stack["analysis"]
    try:
        nats.start()
        process.env["NATS_URL"] = nats.url
        stack.start("analysis")
        yield
    finally:
        process.kill()
        process.env["NATS_URL"] = stack.nats.url
        nats.remove()


async def status_of(
    stack: Stack, service: str, method: descriptor.MethodDescriptor, metadata: Metadata
) -> grpc.StatusCode:
    """How an empty request to the method ends."""
    request: Any = message_factory.GetMessageClass(method.input_type)()
    path = f"/{method.containing_service.full_name}/{method.name}"
    async with grpc.aio.insecure_channel(stack.address(service)) as opened:
        channel: Any = opened
        if method.client_streaming:  # and nothing sent: a refusal doesn't wait for it
            call = channel.stream_unary(path)(metadata=metadata, timeout=10)
        else:
            shape = channel.unary_stream if method.server_streaming else channel.unary_unary
            call = shape(path)(request.SerializeToString(), metadata=metadata, timeout=10)
        return await call.code()


def bearer(token: str) -> Metadata:
    return [("authorization", f"Bearer {token}")]


def encoded(private_pem: str, **claims: Any) -> str:
    return jwt.encode(claims, private_pem, algorithm="EdDSA")


def test_every_service_there_is_is_tried() -> None:
    declared = {
        name
        for path in PROTO.rglob("*.proto")
        for name in re.findall(r"^service (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    tried = {name for _, file, _ in SERVED for name in file.services_by_name}
    assert tried == declared


@pytest.mark.parametrize(("service", "method", "access"), EVERY)
async def test_no_method_answers_a_stranger(
    stack: Stack, ada: Person, service: str, method: Any, access: Access
) -> None:
    gateway = stack.keys.private["gateway"]
    now = time.time()
    person = [("x-identity", ada.identity)]
    here = service_audience(service)
    forged = stack.keys.forged("gateway").service_token(service)
    expired = encoded(gateway, iss="gateway", aud=here, exp=now - 10)
    unknown = encoded(gateway, iss="stranger", aud=here, exp=now + 60)
    unsigned = jwt.encode({"iss": "gateway", "aud": here, "exp": now + 60}, "", algorithm="none")
    for metadata in (
        [],
        bearer(""),
        bearer("nonsense"),
        bearer(forged),
        bearer(expired),
        bearer(unknown),
        bearer(unsigned),
        # The person's identity is not a process's token.
        bearer(ada.identity),
    ):
        code = await status_of(stack, service, method, [*metadata, *person])
        assert code is grpc.StatusCode.UNAUTHENTICATED, metadata


@pytest.mark.parametrize(("service", "method", "access"), EVERY)
async def test_a_method_answers_those_processes_alone_that_it_is_open_to(
    stack: Stack, ada: Person, service: str, method: Any, access: Access
) -> None:
    person = [("x-identity", ada.identity)]
    for name in set(PROCESSES) - access.services:
        token = stack.keys.keyring(name).service_token(service)
        code = await status_of(stack, service, method, [*bearer(token), *person])
        assert code is grpc.StatusCode.PERMISSION_DENIED, name


@pytest.mark.parametrize(("service", "method", "access"), EVERY)
async def test_a_service_cannot_go_on_with_the_token_it_was_called_with(
    stack: Stack, ada: Person, service: str, method: Any, access: Access
) -> None:
    person = [("x-identity", ada.identity)]
    for name in access.services:
        for called in SERVING - {service}:
            token = stack.keys.keyring(name).service_token(called)
            code = await status_of(stack, service, method, [*bearer(token), *person])
            assert code is grpc.StatusCode.UNAUTHENTICATED, (name, called)


@pytest.mark.parametrize(("service", "method", "access"), FOR_USERS)
async def test_a_person_is_believed_only_when_auth_vouches(
    stack: Stack, ada: Person, service: str, method: Any, access: Access
) -> None:
    now = time.time()
    keys = stack.keys
    claims = {"aud": IDENTITY_AUDIENCE, "sub": ada.user_id, "sid": ada.session_id}
    gateway = keys.keyring("gateway")
    admitted = keys.keyring(min(access.services))
    for identity in (
        "",
        ada.user_id,
        "nonsense",
        gateway.issue_identity(ada.user_id, ada.session_id).token,
        keys.forged("auth").issue_identity(ada.user_id, ada.session_id).token,
        # Says auth, signed by the gateway.
        encoded(keys.private["gateway"], iss="auth", exp=now + 60, **claims),
        encoded(keys.private["auth"], iss="auth", exp=now - 10, **claims),
        # A process's token, even of auth itself, is no person.
        keys.keyring("auth").service_token(service),
    ):
        metadata = [*bearer(admitted.service_token(service)), ("x-identity", identity)]
        code = await status_of(stack, service, method, metadata)
        assert code is grpc.StatusCode.UNAUTHENTICATED, identity


async def test_what_is_not_there_is_not_found_by_asking(stack: Stack) -> None:
    token = stack.keys.keyring("gateway").service_token("auth")
    async with grpc.aio.insecure_channel(stack.address("auth")) as opened:
        channel: Any = opened
        invented = channel.unary_unary("/vitae.auth.v1.AuthService/Invented")
        reflection = channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"
        )
        calls: list[Any] = [
            invented(b"", metadata=bearer(token), timeout=5),
            reflection(metadata=bearer(token), timeout=5),
        ]
        for call in calls:
            assert await call.code() is grpc.StatusCode.UNIMPLEMENTED
