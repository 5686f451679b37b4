"""Calls a service of a running system from the command line, as the gateway would.

    .venv/bin/python examples/call_service.py analysis ListJobs '{"page_size": 5}' --token=TOKEN

TOKEN is what signing in answers; it may begin with a dash, so write it behind a `=`. The keys are
read from the secrets of the gateway (`--secrets`), so this works only for whoever may read them.

Without a method it lists those that the service has, where RPC_REFLECTION=true lets it tell.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import descriptor_pb2, json_format
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from libs.rpc.channel import peer
from libs.rpc.errors import DomainError
from libs.rpc.identity import Keyring
from libs.runtime.context import Caller, act_for

ROOT = Path(__file__).parents[1]
SERVICES = ("auth", "upload", "analysis", "export", "chat")


def modules(service: str) -> tuple[Any, Any]:
    """The generated messages and stubs of a service."""
    package = f"vitae.{service}.v1.{service}"
    return importlib.import_module(f"{package}_pb2"), importlib.import_module(f"{package}_pb2_grpc")


async def call(keyring: Keyring, address: str, service: str, method: str, body: str) -> Any:
    """One unary call; the answer as a message. LookupError where there is no such method."""
    messages, stubs = modules(service)
    if not hasattr(messages, f"{method}Request"):
        raise LookupError(f"{service} has no method {method}: proto/vitae/{service}/v1 lists them.")
    request = json_format.Parse(body, getattr(messages, f"{method}Request")())
    async with peer(service, address, keyring) as channel:
        stub = getattr(stubs, f"{service.title()}ServiceStub")(channel.channel)
        return await channel.call(getattr(stub, method), request)


async def methods_of(keyring: Keyring, address: str, service: str) -> list[str]:
    """All that a service serves, by reflection. LookupError where it isn't told."""
    bearer = [("authorization", f"Bearer {keyring.service_token(service)}")]
    ask = reflection_pb2.ServerReflectionRequest
    async with grpc.aio.insecure_channel(address) as opened:
        channel: Any = opened
        stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)

        async def told(*asked: Any) -> list[Any]:
            return [each async for each in stub.ServerReflectionInfo(iter(asked), metadata=bearer)]

        try:
            await told()  # a refusal that overtakes a question would be told as an internal error
            [found] = await told(ask(list_services=""))
            names = [each.name for each in found.list_services_response.service]
            described = await told(*(ask(file_containing_symbol=name) for name in names))
        except grpc.aio.AioRpcError as error:
            off = error.code() is grpc.StatusCode.UNIMPLEMENTED
            advice = "start the system with RPC_REFLECTION=true" if off else error.details()
            raise LookupError(f"{service} does not tell: {advice}") from error
    parse = descriptor_pb2.FileDescriptorProto.FromString
    files = [parse(each.file_descriptor_response.file_descriptor_proto[0]) for each in described]
    return sorted(
        f"{file.package}.{found.name}/{method.name}"
        for file in files
        for found in file.service
        for method in found.method
    )


def address_of(options: argparse.Namespace, service: str) -> str:
    """Where a service answers: as given, else where the local system has it."""
    given = options.auth if service == "auth" and options.service != "auth" else options.address
    if given:
        return given
    ports = json.loads((Path(options.data) / "run/ports.json").read_text())
    return f"127.0.0.1:{ports[service]}"


async def run(options: argparse.Namespace) -> None:
    secrets = Path(options.secrets or Path(options.data) / "secrets/gateway")
    keyring = Keyring(
        "gateway", (secrets / "rpc_key").read_text(), (secrets / "rpc_keyring").read_text()
    )
    if not options.method:
        address = address_of(options, options.service)
        print("\n".join(await methods_of(keyring, address, options.service)))
        return
    if options.token:
        asked = json.dumps({"token": options.token})
        auth = address_of(options, "auth")
        known = await call(keyring, auth, "auth", "Authenticate", asked)
        act_for(Caller("gateway", known.user_id, known.session_id, known.identity))
    address = address_of(options, options.service)
    answer = await call(keyring, address, options.service, options.method, options.body)
    print(json_format.MessageToJson(answer))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("service", choices=SERVICES)
    parser.add_argument("method", nargs="?", help="such as ListJobs; none: list them")
    parser.add_argument("body", nargs="?", default="{}", help="the request as JSON")
    parser.add_argument("--token", help="a session token, as --token=TOKEN: act for its owner")
    parser.add_argument("--address", help="host:port, where it is not the local system's")
    parser.add_argument("--auth", help="the same for the auth service, which knows the token")
    parser.add_argument("--secrets", help="folder, where it is not the local system's")
    data = os.environ.get("VITAE_DATA") or ROOT / ".vitae"
    parser.add_argument("--data", default=data, help="folder of the local system (%(default)s)")
    try:
        asyncio.run(run(parser.parse_args()))
    except DomainError as error:
        parser.exit(1, f"{error.reason}: {error}\n")
    except json_format.ParseError as error:
        parser.exit(2, f"The body is no such request: {error}\n")
    except LookupError as error:
        parser.exit(2, f"{error.args[0]}\n")
    except FileNotFoundError as error:
        parser.exit(
            1,
            f"{error.filename} is missing. Start the system with `make up`, or name "
            "--address and --secrets.\n",
        )


if __name__ == "__main__":
    main()
