"""The WSGI application that the server runs."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")
application = get_wsgi_application()

# What an answer is drawn with; the parts that these include are read with them.
WARMED = ("public/answers.html", "public/parts/verdict.html", "public/parts/verdict_where.html")


def warm() -> None:
    """Open what the first question would wait for: URLs, dictionary, vocabulary, templates."""
    from django.db import connection
    from django.template.loader import get_template
    from django.urls import reverse

    from nhv.register.search import search

    try:
        reverse("search")
        search("neuromuskulära sjukdomar hos barn")  # answers from names when there is no index to read
        for name in WARMED:
            get_template(name)
    finally:
        connection.close()


# Beside the serving: a worker that is asked at once answers at once, only slower.
threading.Thread(target=warm, name="warm-up", daemon=True).start()
