"""A private PostgreSQL cluster for one run: on a free port of 127.0.0.1, with its own password, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.patience import PATIENCE, until
from tests.support.ports import free_port, is_open
from tests.support.run import Run


def binaries() -> Path:
    """The folder with initdb and postgres, the newest version first. Raises when PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise RuntimeError(
        "PostgreSQL is not installed: run `make test`, which installs it, or `apt-get install postgresql`"
    )


def give_to_server(folder: Path) -> None:
    """Let the server's own user, which it has when we are root, write in this folder; and reach it."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        for above in folder.parents:
            if above.stat().st_mode & 0o011 == 0:
                above.chmod(above.stat().st_mode | 0o011)


@dataclass
class Server:
    """A PostgreSQL server of ours: its folder, port, password, settings and, when it runs, its process."""

    folder: Path
    password: str
    settings: dict[str, str]
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Without a database name: `postgres://user:secret@127.0.0.1:port`."""
        return f"postgres://nhv:{self.password}@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": "", "fsync": "off",
            "full_page_writes": "off", "max_wal_size": "128MB", "max_connections": 120, **self.settings,
        }  # fmt: skip
        log = self.folder / "log"
        command = [binaries() / "postgres", "-D", self.folder / "data", *(f"--{n}={v}" for n, v in options.items())]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=log.open("wb"), cwd=self.folder, **_as_server()
        )
        _wait(self.process, self.port, log)

    def stop(self) -> None:
        """Stop it in good order."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self) -> None:
        """End it at once, with all its processes, as when the machine loses its power."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for number in (self.process.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.process.wait()

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the server's user."""
        command = [binaries() / program, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **_as_server())


@contextmanager
def server_in_folder(**settings: str) -> Iterator[Server]:
    """A server that has a folder of its own and nothing in it yet; stopped and gone afterwards."""
    server = _in_folder(Path(tempfile.mkdtemp(prefix="nhv-postgres-")), settings)
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def left_running(run: Run) -> str:
    """The address of the run's own cluster, started by whoever asks first."""

    def make() -> str:
        server = _in_folder(run.folder / "postgres", {})
        make_cluster(server)
        server.start()
        assert server.process is not None
        run.leave_running(server.process.pid)
        return server.address

    return run.once("postgres", make)


@contextmanager
def cluster(**settings: str) -> Iterator[str]:
    """Start a cluster and give its address without a database name: `postgres://user:secret@127.0.0.1:port`.

    `settings` are the server's own, beside those that every test wants.
    """
    with server_in_folder(**settings) as server:
        make_cluster(server)
        server.start()
        yield server.address


def _in_folder(folder: Path, settings: dict[str, str]) -> Server:
    folder.mkdir(exist_ok=True)
    give_to_server(folder)
    return Server(folder, secrets.token_hex(16), settings)


def make_cluster(server: Server) -> None:
    """Make an empty cluster in the server's folder, whose superuser nhv has the server's password."""
    secret_file = server.folder / "password"
    secret_file.write_text(server.password)
    give_to_server(secret_file)
    secret_file.chmod(0o600)
    server.run(
        "initdb", "-D", server.folder / "data", "-U", "nhv", "-A", "scram-sha-256", "--pwfile", secret_file,
        "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync",
    )  # fmt: skip


def _as_server() -> dict[str, Any]:
    # initdb refuses to run as root; Debian's package brings a user for it.
    if os.geteuid() != 0:
        return {}
    owner = pwd.getpwnam("postgres")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    def answers() -> bool:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL stopped at once: {log.read_text()[-2000:]}")
        return is_open(port) and "ready to accept" in log.read_text()

    until(answers, else_say="PostgreSQL did not start")
