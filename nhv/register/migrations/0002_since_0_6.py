
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='areadocument',
            name='in_force_until',
            field=models.DateField(null=True),
        ),
    ]
