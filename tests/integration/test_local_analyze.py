"""`analyze` and `doctor` on the real system: from a file to a profile, or to a clear error."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.account import sign_in
from deploy.local.client import GatewayClient
from deploy.local.instance import Instance
from deploy.local.layout import PROCESSES, ROOT, Layout
from deploy.local.round_trip import RESUME, resume_file
from deploy.local.server import free_port

pytestmark = pytest.mark.timeout(400)
NOT_SECRET = ("rpc_keyring", "nats_url")  # public keys, and an address


class Machine:
    """A data directory and the commands on it."""

    def __init__(self, directory: Path) -> None:
        self.layout = Layout(directory)
        self.environment = {
            **os.environ,
            "VITAE_DATA": str(directory),
            "HTTP_PORT": str(free_port()),
            "COLUMNS": "200",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "deploy.local", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    return Machine(tmp_path_factory.mktemp("machine") / "data")


@pytest.fixture(scope="module")
def resume(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "resume.docx"
    path.write_bytes(resume_file())
    return path


@pytest.fixture(scope="module")
def running(machine: Machine) -> Iterator[Machine]:
    """A system that somebody else has started, open to no new accounts."""
    machine.environment["SIGN_UP"] = "closed"
    process = machine.start("up")
    assert process.stdout is not None
    for line in process.stdout:
        if "Vitae is ready" in line:
            break
    else:
        pytest.fail(f"the system did not come up: {process.communicate()[1]}")
    yield machine
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=90)


def test_a_profile_in_one_go_and_nothing_left_running(machine: Machine, resume: Path) -> None:
    code, out, err = machine.run("analyze", str(resume))
    assert code == 0, err
    assert "Quillan Testerby" in out
    assert "100 % Done" in out
    written = Path(out.rsplit("JSON: ", 1)[1].splitlines()[0])
    profile = json.loads(written.read_text(encoding="utf-8"))
    assert profile["personal_info"]["name"] in RESUME
    assert profile["engine"]["name"] == "builtin"
    assert not written.stat().st_mode & 0o077
    assert not machine.layout.account.stat().st_mode & 0o077
    assert machine.run("status")[0] == 3


def test_a_running_system_is_left_as_it_was_found(running: Machine, resume: Path) -> None:
    password = json.loads(running.layout.account.read_text(encoding="utf-8"))["password"]
    before = running.layout.state.read_text(encoding="utf-8")
    code, out, err = running.run("analyze", str(resume))
    assert code == 0, err
    assert "Quillan Testerby" in out
    assert running.layout.state.read_text(encoding="utf-8") == before
    assert running.run("status")[0] == 0
    assert password not in out + err
    logs = "".join(path.read_text(errors="replace") for path in running.layout.logs.glob("*.log"))
    assert password not in logs
    assert "Quillan" not in logs


def secrets_of(layout: Layout) -> dict[str, str]:
    """Everything that is kept from others, by where it is kept."""
    files = [path for path in layout.secrets.rglob("*") if path.is_file()]
    files.append(layout.postgres / "superuser_password")
    found = {str(path.relative_to(layout.root)): path.read_text().strip() for path in files}
    account = found.pop(str(layout.account.relative_to(layout.root)))
    # A key is written over lines, of which the second holds it; its end is the same everywhere.
    found = {name: text for name, text in found.items() if not name.endswith(NOT_SECRET)}
    keys = {name: text.splitlines()[1] for name, text in found.items() if name.endswith("rpc_key")}
    return found | keys | {"password": json.loads(account)["password"]}


def test_no_log_holds_a_secret(running: Machine, resume: Path) -> None:
    assert running.run("analyze", str(resume))[0] == 0
    kept = secrets_of(running.layout)
    for name in ("rpc_key", "database_password", "nats_password", "database_url"):
        assert f"secrets/analysis/{name}" in kept
    logs = [path for path in running.layout.root.rglob("*.log*") if path.is_file()]
    assert {path.stem for path in logs} >= {"postgres", "nats", "chroma", *PROCESSES}
    for path in logs:
        text = path.read_text(errors="replace")
        assert [name for name, secret in kept.items() if secret in text] == [], path.name


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 600, "PDF"),
        ("empty.pdf", b"", "empty"),
        ("broken.pdf", b"%PDF-1.7\n" + b"nonsense " * 200, "("),
    ],
)
def test_a_bad_file_ends_with_the_reason(
    running: Machine, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = running.run("analyze", str(path))
    assert code == 1
    assert "JSON:" not in out
    assert words in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_no_file_starts_nothing(machine: Machine, tmp_path: Path) -> None:
    began = time.monotonic()
    assert machine.run("analyze", "")[2].startswith("Which file? make analyze RESUME=")
    code, _, err = machine.run("analyze", str(tmp_path / "missing.pdf"))
    assert code == 1
    assert err.strip() == f"There is no file {tmp_path / 'missing.pdf'}"
    assert time.monotonic() - began < 60


def test_a_lost_password_is_set_anew_although_sign_up_is_closed(
    running: Machine, resume: Path
) -> None:
    before = json.loads(running.layout.account.read_text(encoding="utf-8"))
    running.layout.account.unlink()
    code, _, err = running.run("analyze", str(resume))
    assert code == 0, err
    after = json.loads(running.layout.account.read_text(encoding="utf-8"))
    assert after["email"] == before["email"]
    assert after["password"] != before["password"]


def test_doctor_goes_through_all_that_up_offers_without_a_key(running: Machine) -> None:
    code, out, err = running.run("doctor")
    assert code == 0, out + err
    trip = out[out.index("✓ round trip") :].splitlines()
    assert trip == [
        "✓ round trip   a resume became a profile (builtin)",
        "✓ exports      the profile came as JSON, CSV, PDF, DOCX",
        "✓ questions    3 of 3 interview questions, each with its answer",
        "✓ chat         a question was answered from 5 places in it",
        "✓ erasure      nothing of it is left",
    ]
    assert asyncio.run(uploads(running)) == []


async def uploads(machine: Machine) -> list[str]:
    """The names of the local account's files."""
    owner = Instance(machine.layout).owner()
    assert owner is not None
    async with GatewayClient(owner.url) as client:
        await sign_in(client, machine.layout)
        page = await client.call("GET", "/api/uploads")
    return [item["filename"] for item in page["items"] if item["filename"] == "doctor.docx"]
