
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_since_0_6'),
    ]

    operations = [
        migrations.AddField(
            model_name='permit',
            name='part_days',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='permit',
            name='turned_on',
            field=models.DateField(null=True),
        ),
    ]
