"""The virtual environment: when it is made, from what, and what a failure says."""

from __future__ import annotations

import base64
import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from deploy.local.environment import Environment, SetupError, explain
from deploy.local.progress import Progress

# Making an environment takes seconds of a processor that may be shared.
pytestmark = pytest.mark.timeout(300)


def digest(text: str) -> str:
    """As a wheel's RECORD has it."""
    raw = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def wheel(folder: Path, name: str, version: str = "1.0") -> str:
    """A package that can be installed without a network; its sha256."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={digest(text)},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}-{version}-py3-none-any.whl").write_bytes(buffer.getvalue())
    return hashlib.sha256(buffer.getvalue()).hexdigest()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose one dependency comes from a folder, by the user's pip configuration."""
    root = tmp_path / "checkout"
    (root / "requirements").mkdir(parents=True)
    (root / "proto" / "gen").mkdir(parents=True)
    # The mirror's uv holds no program.
    for group, name in (("local", "treasure"), ("dev", "treasure"), ("uv", "uv")):
        content = wheel(tmp_path / "mirror", name)
        text = f"{name}==1.0 \\\n    --hash=sha256:{content}\n"
        (root / "requirements" / f"{group}.txt").write_text(text)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "mirror"))
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    monkeypatch.delenv("VITAE_INSTALLER", raising=False)
    return root


def environment(root: Path) -> Environment:
    return Environment(root, Progress(io.StringIO()))


def ask(made: Environment, code: str) -> str:
    command = [str(made.python), "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_made_once_from_the_users_mirror_although_uv_is_not_to_be_had(checkout: Path) -> None:
    made = environment(checkout)
    made.ensure("local")
    assert ask(made, "import treasure; print(treasure.version)") == "1.0"
    path = ask(made, "import sys; print(sys.path)")
    assert str(checkout) in path
    assert str(checkout / "proto" / "gen") in path
    assert made.is_current("local")
    assert not made.is_current("dev")

    # Instant: not even a broken mirror is asked.
    stamp = made.stamp("local").stat().st_mtime_ns
    environment(checkout).ensure("local")
    assert made.stamp("local").stat().st_mtime_ns == stamp


def test_other_content_than_the_pinned_is_refused(checkout: Path) -> None:
    pins = checkout / "requirements" / "local.txt"
    pins.write_text("treasure==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n")
    made = environment(checkout)
    with pytest.raises(SetupError, match="isn't the pinned one"):
        made.ensure("local")
    assert not made.is_current("local")


def test_changed_pins_are_installed_and_a_moved_environment_is_made_anew(
    checkout: Path, tmp_path: Path
) -> None:
    made = environment(checkout)
    made.ensure("local")
    content = wheel(tmp_path / "mirror", "treasure", "2.0")
    pins = checkout / "requirements" / "local.txt"
    pins.write_text(f"treasure==2.0 \\\n    --hash=sha256:{content}\n")
    assert not made.is_current("local")

    moved = checkout.rename(tmp_path / "moved")
    (moved / ".venv" / "bin" / "python").unlink()
    made = environment(moved)
    made.ensure("local")
    assert ask(made, "import treasure; print(treasure.version)") == "2.0"
    assert str(moved) in ask(made, "import sys; print(sys.path)")


def test_dev_holds_what_local_does(checkout: Path) -> None:
    made = environment(checkout)
    made.path.mkdir()
    (made.path / "bin").mkdir()
    made.python.touch()
    made.stamp("dev").write_text(made.fingerprint("dev"))
    assert made.is_current("dev")
    assert made.is_current("local")


def test_a_full_disk_is_named_before_anything_is_made(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.environment.NEEDED_BYTES", 10**18)
    with pytest.raises(SetupError, match="disk is nearly full"):
        environment(checkout).ensure("local")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("Failed to establish a new connection: [Errno -2] Name or service not known", "network"),
        ("error sending request for url: dns error", "network"),
        ("ERROR: No matching distribution found for onnxruntime==1", "no build for this system"),
        ("SSLError: certificate verify failed", "certificate"),
        ("error: [Errno 13] Permission denied: '.venv'", "can't be written"),
        ("something nobody has seen", "pip failed"),
    ],
)
def test_a_failure_shows_the_last_words_and_what_to_do(said: str, advice: str) -> None:
    text = explain("pip", ["Collecting x", said])
    assert said in text
    assert advice in text.splitlines()[-1]
