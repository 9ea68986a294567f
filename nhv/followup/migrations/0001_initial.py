
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.CharField(max_length=120)),
                ('last_day', models.DateField()),
                ('closes_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-year',),
            },
        ),
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('permit', models.PositiveIntegerField()),
                ('begins', models.DateField(null=True)),
                ('ends', models.DateField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.area')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.areadocument')),
                ('general', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.generaldocument')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='followup.round')),
            ],
            options={
                'ordering': ('area__key', 'place__key'),
            },
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filing', models.CharField(max_length=24)),
                ('version', models.PositiveIntegerField()),
                ('accepted_at', models.DateTimeField()),
                ('accepted_by', models.CharField(max_length=120)),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='followup.duty')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('duty', 'version'), name='a_version_is_accepted_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('basis', models.TextField()),
                ('intervals', models.JSONField(default=dict)),
                ('published_at', models.DateTimeField()),
                ('published_by', models.CharField(max_length=120)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='register.area')),
            ],
            options={
                'ordering': ('area__key', 'year', 'number'),
                'constraints': [models.UniqueConstraint(fields=('area', 'year', 'number'), name='one_row_per_published_edition'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='an_edition_is_numbered')],
            },
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('round', 'area', 'place'), name='one_report_a_place_and_year'),
        ),
    ]
