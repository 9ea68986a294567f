
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('filings', '0002_since_0_7'),
    ]

    operations = [
        migrations.CreateModel(
            name='Masking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default='working', max_length=12)),
                ('content', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('why', models.CharField(blank=True, max_length=1000)),
                ('begun_by', models.CharField(max_length=120)),
                ('begun_at', models.DateTimeField()),
                ('proposed_by', models.CharField(blank=True, max_length=120)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='masking', to='filings.filingversion')),
            ],
            options={
                'ordering': ('-begun_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Mask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300)),
                ('question', models.CharField(blank=True, max_length=80)),
                ('file', models.CharField(blank=True, max_length=64)),
                ('page', models.PositiveSmallIntegerField(null=True)),
                ('paragraph', models.CharField(max_length=100)),
                ('why', models.CharField(max_length=1000)),
                ('made_by', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('masking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='masks', to='masking.masking')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='masking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), models.Q(('proposed_by', ''), _negated=True), models.Q(('confirmed_by', ''), _negated=True), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='publishing_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='masking',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content', ''), ('sha256', ''), ('state', 'working')), models.Q(models.Q(('state', 'working'), _negated=True), models.Q(('sha256', ''), _negated=True), models.Q(('content', ''), _negated=True)), _connector='OR'), name='what_is_worked_on_is_not_frozen'),
        ),
        migrations.AddConstraint(
            model_name='mask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('words', ''), _negated=True), ('file', ''), ('page__isnull', True), ('question', '')), models.Q(models.Q(('question', ''), _negated=True), ('file', ''), ('page__isnull', True), ('words', '')), models.Q(models.Q(('file', ''), _negated=True), ('question', ''), ('words', '')), _connector='OR'), name='a_mask_hides_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='mask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paragraph', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='a_mask_has_its_support'),
        ),
    ]
