"""Run as a program in a data directory that has the room: its people look at each list of it. Prints what is met."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhv.program.settings")

from nhv.program.prepare import prepare

prepare()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from nhv.accounts.models import User  # noqa: E402
from tests.support.people import signed_in  # noqa: E402

client = Client(SERVER_NAME="localhost")
signed_in(client, User.objects.get())
for name in ("plan:list", "received-plan:list", "received-plan:csv", "received-plan:sheet"):
    print(name, client.get(reverse(name)).status_code)
