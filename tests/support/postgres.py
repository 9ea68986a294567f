"""A private PostgreSQL cluster for one run: on a free port of 127.0.0.1, with its own password, gone afterwards."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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


@contextmanager
def cluster(**settings: str) -> Iterator[str]:
    """Start a cluster and give its address without a database name: `postgres://user:secret@127.0.0.1:port`.

    `settings` are the server's own, beside those that every test wants.
    """
    folder = Path(tempfile.mkdtemp(prefix="nhv-postgres-"))
    password, port = secrets.token_hex(16), free_port()
    # initdb refuses to run as root; Debian's package brings a user for it.
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    secret_file = folder / "password"
    secret_file.write_text(password)
    if as_user:
        os.chown(secret_file, as_user["user"], as_user["group"])
    secret_file.chmod(0o600)
    initdb = [binaries() / "initdb", "-D", folder / "data", "-U", "nhv", "-A", "scram-sha-256", "--pwfile", secret_file]
    subprocess.run(
        [*initdb, "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user,
    )  # fmt: skip
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "full_page_writes": "off",
        "max_connections": 60,
        **settings,
    }
    server = subprocess.Popen(
        [binaries() / "postgres", "-D", folder / "data", *(f"--{name}={value}" for name, value in options.items())],
        stdout=subprocess.DEVNULL, stderr=(folder / "log").open("wb"), cwd=folder, **as_user,
    )  # fmt: skip
    try:
        _wait(server, port, folder / "log")
        yield f"postgres://nhv:{password}@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL stopped at once: {log.read_text()[-2000:]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and "ready to accept" in log.read_text():
                return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start within 30 seconds")
