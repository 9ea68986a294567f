
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0002_answer_window'),
    ]

    operations = [
        migrations.AddField(
            model_name='completionrequest',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='completionrequest',
            name='withdrawn_because',
            field=models.CharField(blank=True, default='', max_length=1000),
        ),
    ]
