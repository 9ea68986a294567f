"""The data directory: made when missing, with the one secret the server keeps."""

import os
import secrets
from pathlib import Path

from nhv.program.faults import InputFault


def data_directory() -> Path:
    """NHV_DATA, or `data` where one stands."""
    return Path(os.environ.get("NHV_DATA", "data")).resolve()


def secret_key(data: Path) -> str:
    """The server's secret, made at first use and readable by its owner only. Raises InputFault."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = data / "secret_key"
        if not path.exists():
            _make_secret(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise InputFault(f"NHV_DATA: {data} går inte att använda ({error.strerror}); välj en annan mapp") from None


def private_folder(data: Path, name: str) -> Path:
    """A folder of the data directory, made when missing, for its owner only. Raises InputFault."""
    folder = data / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise InputFault(f"NHV_DATA: {folder} går inte att använda ({error.strerror}); välj en annan mapp") from None
    return folder


def make_private(path: Path) -> None:
    """A file of the data directory, made empty when missing, for its owner only: also where the folder was made by
    somebody else and is open to all. Raises InputFault."""
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise InputFault(f"NHV_DATA: {path} går inte att använda ({error.strerror}); välj en annan mapp") from None


def _make_secret(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
    try:
        # A link appears whole or not at all, and never over another's: of two commands that start at once,
        # one makes the secret and both read the same.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
