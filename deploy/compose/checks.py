"""What is looked at from outside and inside the containers of a running project."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from deploy.compose.engine import Failed, expect
from deploy.compose.project import OURS, SERVERS, Json, Project

# Tries what a hijacked process would: who it is, what it can write, which secrets its
# environment holds. Prints JSON.
PROBE = """
import json, os, pathlib
writable = []
for path in ("/", "/app", "/app/libs", "/venv", "/etc", "/var", "/home", "/run/secrets", "/tmp"):
    try:
        pathlib.Path(path, "probe").write_text("x")
        pathlib.Path(path, "probe").unlink()
        writable.append(path)
    except OSError:
        pass
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines())
environment = [open(f"/proc/{p}/environ").read() for p in os.listdir("/proc") if p.isdigit()]
print(json.dumps({
    "uid": os.getuid(), "gid": os.getgid(), "writable": writable,
    "capabilities": [status[n] for n in ("CapPrm", "CapEff", "CapBnd")],
    "no_new_privileges": status["NoNewPrivs"], "environment": environment,
    "secrets": sorted(os.listdir("/run/secrets")),
}))
"""
# The passages' vectors of each job, asked for by a process that may reach Chroma.
VECTORS = """
import collections, json, os, urllib.parse, chromadb
at = urllib.parse.urlsplit(os.environ["CHROMA_URL"])
client = chromadb.HttpClient(host=at.hostname, port=at.port)
passages = [c for c in client.list_collections() if c.name.startswith("passages-")]
found = [i for c in passages for i in c.get(include=[])["ids"]]
print(json.dumps(collections.Counter(i.rpartition(":")[0] for i in found)))
"""
WRITABLE = ["/tmp"]  # noqa: S108 - in memory, of one container
RESOLVE = "import socket, sys; socket.getaddrinfo(sys.argv[1], 1)"


def hardening(project: Project) -> str:
    """As the engine was told: every container, ours and others'."""
    count = 0
    for service in (*OURS, *SERVERS):
        for found in project.inspect(*project.containers(service)):
            _check_host_config(service, found["HostConfig"])
            user = found["Config"]["User"]
            if service in OURS:
                expect(re.fullmatch(r"[1-9]\d*:[1-9]\d*", user), f"{service} runs as {user!r}")
            _check_ports(service, found["NetworkSettings"]["Ports"])
            count += 1
    return f"{count} containers"


def _check_host_config(service: str, config: Json) -> None:
    expect(config["ReadonlyRootfs"], f"{service} has a writable root file system")
    expect(config["CapDrop"] == ["ALL"], f"{service} keeps capabilities")
    # PostgreSQL's image starts as root to own its volume, then changes its user.
    expect(not config["CapAdd"] or service == "postgres", f"{service} adds capabilities")
    expect("no-new-privileges:true" in config["SecurityOpt"], f"{service} may gain privileges")
    expect(not config["Privileged"], f"{service} is privileged")
    expect(config["Memory"] > 0, f"{service} has no limit of memory")
    expect(config["PidsLimit"], f"{service} has no limit of processes")
    expect(config["RestartPolicy"]["Name"] == "unless-stopped", f"{service} is not restarted")
    expect(config["LogConfig"]["Config"].get("max-size"), f"{service} logs without bound")


def _check_ports(service: str, ports: dict[str, list[Json] | None]) -> None:
    published = [binding for bindings in ports.values() for binding in bindings or ()]
    if service != "gateway":
        expect(not published, f"{service} is published: {published}")
        return
    expect(published, "the gateway is not published")
    expect(
        all(binding["HostIp"] == "127.0.0.1" for binding in published),
        f"the gateway is open to others than this machine: {published}",
    )


def inside(project: Project) -> str:
    """As a process in our containers finds it."""
    for service in OURS:
        for container in project.containers(service):
            found = json.loads(project.execute(container, "python", "-c", PROBE))
            expect(found["uid"] > 0 and found["gid"] > 0, f"{service} runs as root")
            expect(found["writable"] == WRITABLE, f"{service} can write {found['writable']}")
            powers = {int(mask, 16) for mask in found["capabilities"]}
            expect(powers == {0}, f"{service} has capabilities: {found['capabilities']}")
            expect(found["no_new_privileges"] == "1", f"{service} may gain privileges")
            _check_clean(project, f"the environment of {service}", *found["environment"])
            expected = {"nats_password", "rpc_key", "rpc_keyring"}
            expected |= set() if service == "gateway" else {"database_url"}
            expect(set(found["secrets"]) == expected, f"{service} holds {found['secrets']}")
    return "no root, only /tmp to write, no capability, no other process's secret"


def sandbox(project: Project) -> str:
    """The reader of documents is walled in, in every analysis container: no network, no files."""
    said = ""
    for container in project.containers("analysis"):
        module = ("python", "-m", "services.analysis.sandbox", "--self-test")
        said = project.execute(container, *module, seconds=90)
        expect("internet socket: refused" in said, f"the reader can open sockets:\n{said}")
    return f"{said.count(': refused')} attempts refused"


def networks(project: Project) -> str:
    """Nobody but the gateway stands on a network that leads out; it reaches no store of data."""
    for service in (*OURS, *SERVERS):
        for found in project.inspect(project.container(service)):
            joined = [net["NetworkID"] for net in found["NetworkSettings"]["Networks"].values()]
            described: list[Json] = json.loads(project.docker("network", "inspect", *joined))
            open_ones = [net["Name"] for net in described if not net["Internal"]]
            expect(service == "gateway" or not open_ones, f"{service} is on {open_ones}")
    gateway = project.container("gateway")
    for name in ("postgres", "chroma"):
        try:
            project.execute(gateway, "python", "-c", RESOLVE, name)
        except Failed:
            continue
        raise Failed(f"the gateway can reach {name}")
    return "only the gateway leads out, and it reaches neither PostgreSQL nor Chroma"


def secret_values(folder: Path) -> set[str]:
    """What must be seen nowhere: passwords, and the body of private keys."""
    values: set[str] = set()
    for path in folder.rglob("*"):
        if not path.is_file() or path.name == "rpc_keyring":  # public keys
            continue
        text = path.read_text(encoding="utf-8")
        if path.name == "rpc_key":
            values.update(line for line in text.splitlines() if "-----" not in line)
        elif path.name == "database_url":
            values.add(urlsplit(text).password or text)
        elif path.name == "passwords.conf":
            values.update(re.findall(r'"(.+)"', text))
        else:
            values.add(text.strip())
    return values - {""}


def _check_clean(project: Project, where: str, *texts: str) -> None:
    for value in secret_values(project.secrets):
        expect(not any(value in text for text in texts), f"a secret stands in {where}")


def leaks(project: Project, *personal: str) -> str:
    """No secret in what the engine tells of containers and images or in logs; nothing of a person's
    either.
    """
    expect(len(secret_values(project.secrets)) >= 16, "secrets to look for are missing")
    for service in (*OURS, *SERVERS):
        containers = project.containers(service)
        _check_clean(project, f"docker inspect {service}", project.docker("inspect", *containers))
        logs = [project.logs(container) for container in containers]
        _check_clean(project, f"the log of {service}", *logs)
        for word in personal:
            found = any(word.lower() in log.lower() for log in logs)
            expect(not found, f"the log of {service} holds {word!r}")
    for service in OURS:
        history = project.docker("history", "--no-trunc", project.image(service))
        _check_clean(project, f"the history of the image of {service}", history)
    return "none in environments, inspect, images or logs"


def once(project: Project, jobs: int) -> str:
    """One profile, one set of vectors and no owed event for each job."""
    rows = project.sql("analysis", "SELECT status, count(*) FROM jobs GROUP BY status")
    expect(rows == [["completed", str(jobs)]], f"jobs: {rows}")
    profiles = project.sql(
        "analysis", "SELECT count(*), count(DISTINCT upload_id) FROM user_profile"
    )
    expect(profiles == [[str(jobs), str(jobs)]], f"profiles: {profiles}")
    kept = project.sql("analysis", "SELECT job_id, items FROM stage_outputs WHERE stage = 'embed'")
    expected = {job_id: int(items) for job_id, items in kept}
    printed = project.execute(project.container("analysis"), "python", "-c", VECTORS)
    vectors: dict[str, int] = json.loads(printed)
    expect(len(expected) == jobs, f"embeddings were kept of {len(expected)} jobs")
    expect(vectors == expected, f"vectors are {vectors}, should be {expected}")
    return f"{jobs} jobs, {jobs} profiles, {sum(vectors.values())} vectors, none twice"


def sizes(project: Project) -> list[str]:
    """A line an image: what it holds beyond the base image that all share."""
    base = int(project.inspect("python:3.12-slim")[0]["Size"])
    lines: list[str] = []
    for service in OURS:
        whole = int(project.inspect(project.image(service))[0]["Size"])
        lines.append(f"{service:<9}{(whole - base) / 1e6:6.0f} MB on {base / 1e6:.0f} MB of base")
    return lines


def memory(project: Project) -> str:
    """What all containers hold, as the engine counts it."""
    containers = [one for name in (*OURS, *SERVERS) for one in project.containers(name)]
    shape = "{{.Name}} {{.MemUsage}}"
    lines = project.docker("stats", "--no-stream", "--format", shape, *containers).splitlines()
    used = [re.match(r"\S+ ([\d.]+)([KMG]iB)", line) for line in lines]
    scale = {"KiB": 1 / 1024, "MiB": 1, "GiB": 1024}
    total = sum(float(found[1]) * scale[found[2]] for found in used if found)
    return f"{total:.0f} MiB in {len(lines)} containers"
