
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0003_since_0_6'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('word_sha256', models.CharField(max_length=64)),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='paper', to='process.boarddecision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(max_length=200)),
                ('is_now', models.CharField(max_length=200)),
                ('why', models.CharField(max_length=8000)),
                ('noted_by', models.CharField(max_length=120)),
                ('noted_at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slips', to='process.boarddecision')),
            ],
            options={
                'ordering': ('noted_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('was', ''), _negated=True), models.Q(('is_now', ''), _negated=True), models.Q(('why', ''), _negated=True), models.Q(('was', models.F('is_now')), _negated=True)), name='a_slip_says_all')],
            },
        ),
    ]
