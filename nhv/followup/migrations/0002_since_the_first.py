
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filing', models.CharField(max_length=24)),
                ('question', models.CharField(max_length=80)),
                ('revision', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('filing', 'question', 'revision'), name='one_source_for_an_answer')],
            },
        ),
    ]
