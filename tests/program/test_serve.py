"""`nhv serve` stops when it is told to, however it was begun."""

import signal
import sys

import pytest

from tests.support.patience import until
from tests.support.server import end, start


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_begun_in_the_background_it_hears_the_order_to_stop(databases, tmp_path, order):
    # A shell begins what it leaves in the background deaf to Ctrl-C.
    program = ("env", "--ignore-signal=INT", sys.executable, "-m", "nhv.program.main")
    with databases.copy("sqlite", "empty") as database:
        server, _address = start(database, data=tmp_path, program=program)
        try:
            server.send_signal(order)
            assert until(lambda: [server.poll()] if server.poll() is not None else None) == [0]
        finally:
            if server.poll() is None:
                end(server)
