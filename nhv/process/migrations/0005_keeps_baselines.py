
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0004_since_0_7'),
    ]

    operations = [
        migrations.CreateModel(
            name='Baseline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('kept_by', models.CharField(max_length=120)),
                ('kept_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-year', '-number'),
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='one_baseline_a_year_and_number')],
            },
        ),
    ]
