"""A launched program ends with the process that asked for it, and runs as whom it should."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from deploy.local.layout import ROOT
from tests.support.processes import lives

PARENT = textwrap.dedent(
    """
    import json, subprocess, sys
    from pathlib import Path
    from deploy.local import process
    process.WATCH = {watch}
    spec = process.ProcessSpec("sleeper", [sys.executable, "-c", {code!r}], env={{"MARK": "here"}})
    child = process.spawn(spec, open({log!r}, "ab"))
    print(child.pid, flush=True)
    sys.stdin.read()
    """
)
CODE = (
    "import os,subprocess,sys,time;"
    "c=subprocess.Popen([sys.executable,'-c','import time; time.sleep(60)']);"
    "print(os.getpid(), os.getpgid(0), c.pid, sorted(os.environ), flush=True);"
    "time.sleep(60)"
)


def start_parent(log: Path, *, watch: bool) -> tuple[subprocess.Popen[str], int]:
    script = PARENT.format(watch=watch, code=CODE, log=str(log))
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "SECRET_OF_THE_PARENT": "1"},
    )
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())


def wait_until_gone(process: psutil.Process) -> None:
    for _ in range(200):
        if not lives(process):
            return
        time.sleep(0.05)
    pytest.fail(f"{process} is still running")


def wait_for_text(path: Path) -> str:
    for _ in range(200):
        if path.exists() and path.read_text().strip():
            return path.read_text()
        time.sleep(0.05)
    pytest.fail(f"{path} stays empty")


@pytest.mark.parametrize("watch", [sys.platform != "linux", True], ids=["kernel", "pipe"])
def test_nothing_outlives_a_killed_parent(tmp_path: Path, *, watch: bool) -> None:
    log = tmp_path / "log"
    parent, pid = start_parent(log, watch=watch)
    pid_of_program = int(wait_for_text(log).split()[0])
    launched, program = psutil.Process(pid), psutil.Process(pid_of_program)
    parent.kill()
    parent.wait()
    wait_until_gone(launched)
    wait_until_gone(program)
    grandchild = int(log.read_text().split()[2])
    if watch:  # the group goes as a whole
        if psutil.pid_exists(grandchild):
            wait_until_gone(psutil.Process(grandchild))
    else:  # the kernel knows of the program alone: its children are its own to tie
        os.kill(grandchild, signal.SIGKILL)


def test_a_group_of_its_own_and_a_clean_environment(tmp_path: Path) -> None:
    log = tmp_path / "log"
    parent, pid = start_parent(log, watch=False)
    try:
        text = wait_for_text(log)
        assert text.split()[:2] == [str(pid), str(pid)]
        assert "MARK" in text
        assert "SECRET_OF_THE_PARENT" not in text
    finally:
        os.killpg(pid, signal.SIGKILL)
        parent.kill()
        parent.wait()


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    launcher = ROOT / "deploy" / "local" / "launch.py"
    result = subprocess.run(
        [sys.executable, "-I", "-S", str(launcher), "--parent", str(os.getpid()), "--", "/no/such"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 126
    assert "cannot start such: [Errno 2]" in result.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("search", [False, True])
def test_root_becomes_another_for_good(tmp_path: Path, *, search: bool) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "inside"
    inside.mkdir(mode=0o755)
    code = textwrap.dedent(
        f"""
        import json, os
        found = {{"uid": os.getuid(), "groups": os.getgroups()}}
        try:
            inside = {str(inside)!r}
            found["enters"] = os.listdir(inside) == [] and os.access(inside, os.R_OK)
        except PermissionError:
            found["enters"] = False
        try:
            os.setuid(0)
            found["back"] = True
        except PermissionError:
            found["back"] = False
        try:
            open("/etc/vitae-test", "w").close()
            found["writes"] = True
        except PermissionError:
            found["writes"] = False
        print(json.dumps(found))
        """
    )
    command = [sys.executable, "-I", "-S", str(ROOT / "deploy" / "local" / "launch.py")]
    command += ["--parent", str(os.getpid()), "--uid", "65534", "--gid", "65534"]
    command += ["--search"] if search else []
    interpreter = "/usr/bin/python3"
    if not Path(interpreter).exists():
        pytest.skip("needs an interpreter that everybody may run")
    result = subprocess.run(
        [*command, "--", interpreter, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    found = json.loads(result.stdout)
    assert found == {"uid": 65534, "groups": [], "enters": search, "back": False, "writes": False}
