
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0002_since_the_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_day', models.DateField()),
                ('closes_at', models.DateTimeField()),
                ('why', models.CharField(max_length=1000)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.CharField(max_length=120)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='followup.duty')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='NotReported',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(max_length=1000)),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.CharField(max_length=120)),
                ('duty', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='not_reported', to='followup.duty')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(choices=[('unit', 'Unit'), ('management', 'Management')], max_length=12)),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.CharField(max_length=120)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='followup.duty')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
    ]
