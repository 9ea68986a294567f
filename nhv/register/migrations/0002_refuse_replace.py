"""Nothing changes in the tables: after each migration the triggers are made anew, and there is a new one."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("register", "0001_initial"),
    ]

    operations = []
