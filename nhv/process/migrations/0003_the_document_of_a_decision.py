
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0002_who_is_asked_and_until_when'),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('word_sha256', models.CharField(max_length=64)),
                ('reasons', models.JSONField(default=dict)),
                ('decider', models.CharField(max_length=200)),
                ('presenter', models.CharField(blank=True, max_length=200)),
                ('signed_by', models.CharField(max_length=120)),
                ('signed_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='process.definitiondecision')),
            ],
        ),
    ]
