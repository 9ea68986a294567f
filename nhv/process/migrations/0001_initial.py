
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CallForApplications',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('closed', 'closed'), ('withdrawn', 'withdrawn')], default='draft', max_length=20)),
                ('content', models.TextField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('record_number', models.CharField(blank=True, max_length=60)),
                ('closes_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(blank=True, max_length=1000)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_cases', to='register.area')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_cases', to='register.areadocument')),
            ],
            options={
                'ordering': ('-closes_at', 'key'),
            },
        ),
        migrations.CreateModel(
            name='CallQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(max_length=4000)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=120)),
                ('published_question', models.CharField(blank=True, max_length=4000)),
                ('answer', models.CharField(blank=True, max_length=8000)),
                ('answered_at', models.DateTimeField(null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='process.callforapplications')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('answered_at', 'asked_at'),
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline', models.DateField()),
                ('deadline_time', models.TimeField(null=True)),
                ('why', models.CharField(max_length=1000)),
                ('proposed_by', models.CharField(max_length=120)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='process.callforapplications')),
            ],
            options={
                'ordering': ('-proposed_at',),
            },
        ),
        migrations.AddConstraint(
            model_name='callforapplications',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('state', 'withdrawn'), ('published_at__isnull', False), _connector='OR'), name='a_call_that_is_out_was_published'),
        ),
        migrations.AddConstraint(
            model_name='callforapplications',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('state', 'withdrawn'), ('closes_at__isnull', False), _connector='OR'), name='a_call_that_is_out_has_a_deadline'),
        ),
        migrations.AddConstraint(
            model_name='callforapplications',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='a_withdrawn_call_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='callquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('published_question', ''), _negated=True)), _connector='OR'), name='an_answer_has_day_and_words'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by', '')), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='an_extension_takes_two'),
        ),
    ]
