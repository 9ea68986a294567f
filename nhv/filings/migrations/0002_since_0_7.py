
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('filings', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='window',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
    ]
