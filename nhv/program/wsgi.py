"""The WSGI application that the server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
application = get_wsgi_application()

from nhv.website.last_known import go_on_looking  # noqa: E402 (knows Django, which is only now made ready)
from nhv.website.warming import settle, warm  # noqa: E402


def _make_warm() -> None:
    try:
        warm()
    finally:
        settle()


# Beside the serving: a worker that is asked at once answers at once, only slower.
threading.Thread(target=_make_warm, name="warm-up", daemon=True).start()
# What is told when the database is away must have been seen before.
threading.Thread(target=go_on_looking, args=(threading.Event(),), name="last-known", daemon=True).start()
