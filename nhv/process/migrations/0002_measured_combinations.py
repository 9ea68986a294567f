
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeasuredCombinations',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.CharField(max_length=2000)),
                ('size', models.PositiveSmallIntegerField()),
                ('weight', models.CharField(max_length=20)),
                ('data', models.CharField(max_length=64)),
                ('content', models.TextField()),
                ('certain', models.JSONField(default=dict)),
                ('measured_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(fields=('places', 'size', 'weight', 'data'), name='combinations_are_measured_once')],
            },
        ),
    ]
