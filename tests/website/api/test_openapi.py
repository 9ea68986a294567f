"""What OpenAPI promises holds, for whatever a program may send: asked by schemathesis of a running server."""

import subprocess
import sys
from pathlib import Path

from tests.support.patience import PATIENCE


def test_every_answer_is_as_described(live, tmp_path):
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"{live}/api/v1/openapi.json",
        "--checks=all",
        "--max-examples=30",
        "--seed=20180701",
        "--no-color",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
