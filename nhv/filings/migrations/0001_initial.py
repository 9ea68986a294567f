
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredOutline',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('content', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(max_length=30)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('person', models.BigIntegerField(null=True)),
                ('state', models.CharField(default='draft', max_length=30)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('record_number', models.CharField(blank=True, max_length=60)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.CharField(max_length=120)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=1000)),
                ('assignee', models.BigIntegerField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('late', models.BooleanField(default=False)),
                ('hospital', models.CharField(blank=True, max_length=300)),
                ('sought', models.CharField(blank=True, max_length=1000)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='register.areadocument')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='filings', to='register.organisation', to_field='key')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation', to_field='key')),
                ('outline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filings.storedoutline')),
            ],
            options={
                'ordering': ('-created_at',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(blank=True, max_length=80)),
                ('text', models.CharField(max_length=2000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='filings.filing')),
            ],
            options={
                'ordering': ('written_at', 'id'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InternalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=8000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='filings.filing')),
            ],
            options={
                'ordering': ('written_at',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RecordNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='filings_a_recordnumber_once')],
            },
        ),
        migrations.CreateModel(
            name='CompletionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=8000)),
                ('questions', models.JSONField(default=list)),
                ('deadline', models.DateField()),
                ('closes_at', models.DateTimeField()),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completion_requests', to='filings.filing')),
            ],
            options={
                'ordering': ('number',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('filing', 'number'), name='filings_one_completionrequest_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('value', models.JSONField(null=True)),
                ('revision', models.PositiveIntegerField()),
                ('replaced_at_revision', models.PositiveIntegerField(null=True)),
                ('waits', models.BooleanField(default=False)),
                ('saved_by', models.CharField(max_length=120)),
                ('saved_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='filings.filing')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['filing', 'revision'], name='filings_answer_by_revision')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at_revision__isnull', True)), fields=('filing', 'key'), name='filings_one_current_answer_per_question'), models.UniqueConstraint(condition=models.Q(('waits', True)), fields=('filing', 'key', 'saved_by'), name='filings_one_waiting_answer_per_person')],
            },
        ),
        migrations.CreateModel(
            name='PaperEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('person', models.BigIntegerField(null=True)),
                ('came_at', models.DateTimeField()),
                ('came_by', models.CharField(choices=[('post', 'post'), ('mail', 'e-post'), ('hand', 'lämnad i receptionen')], max_length=10)),
                ('why', models.CharField(max_length=1000)),
                ('answers', models.JSONField(default=dict)),
                ('entered_by', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('filing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paper_entries', to='filings.filing')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation', to_field='key')),
            ],
            options={
                'ordering': ('-entered_at',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by', ''), ('filing__isnull', True)), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False), ('filing__isnull', False), models.Q(('confirmed_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='filings_paperentry_takes_two')],
            },
        ),
        migrations.CreateModel(
            name='FilingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('answers', models.TextField()),
                ('answers_sha256', models.CharField(max_length=64)),
                ('files', models.JSONField(default=list)),
                ('inherited', models.JSONField(default=dict)),
                ('missing', models.JSONField(default=list)),
                ('completes', models.PositiveIntegerField(null=True)),
                ('received_at', models.DateTimeField()),
                ('time_class', models.CharField(choices=[('in_time', 'i tid'), ('late', 'för sent')], max_length=10)),
                ('late_because', models.CharField(blank=True, max_length=1000)),
                ('reply', models.CharField(blank=True, max_length=8000)),
                ('way', models.CharField(choices=[('web', 'webben'), ('paper', 'post eller e-post')], default='web', max_length=10)),
                ('clock_doubt', models.CharField(blank=True, max_length=10)),
                ('sent_by', models.CharField(max_length=120)),
                ('receipt', models.TextField()),
                ('diary_number', models.BigIntegerField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='filings.filing')),
                ('outline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filings.storedoutline')),
            ],
            options={
                'ordering': ('number',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('filing', 'number'), name='filings_one_filingversion_per_number')],
            },
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['kind', '-received_at'], name='filings_filing_received'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(fields=['kind', 'about', 'state'], name='filings_filing_about'),
        ),
        migrations.AddIndex(
            model_name='filing',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee'], name='filings_filing_of'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('received_at__isnull', False)), _connector='OR'), name='filings_filing_draft_is_what_was_never_received'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True), ('withdrawn_because', '')), _connector='OR'), name='filings_filing_withdrawal_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='filing',
            constraint=models.UniqueConstraint(condition=models.Q(('record_number', ''), _negated=True), fields=('record_number',), name='filings_one_filing_per_record_number'),
        ),
    ]
