"""How many areas hold each token: the fewer, the more the word tells. Counted once from the postings there are."""

from django.db import migrations, models
from django.db.models import Count, OuterRef, Subquery


def count_areas(apps, schema_editor):
    """Each token's areas, from its postings."""
    token, posting = apps.get_model("register", "SearchToken"), apps.get_model("register", "Posting")
    of_token = (
        posting.objects.filter(token=OuterRef("token"))
        .order_by()
        .values("token")
        .annotate(number=Count("entry__area_key", distinct=True))
        .values("number")
    )
    token.objects.update(areas=Subquery(of_token))


class Migration(migrations.Migration):
    dependencies = [("register", "0005_referral_information")]

    operations = [
        migrations.AddField("searchtoken", "areas", models.PositiveIntegerField(default=0)),
        migrations.RunPython(count_areas, migrations.RunPython.noop),
    ]
