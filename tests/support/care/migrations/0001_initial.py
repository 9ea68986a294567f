
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_key', models.CharField(max_length=120)),
                ('actor', models.CharField(max_length=120)),
                ('why', models.CharField(blank=True, max_length=1000)),
                ('payload_sha256', models.CharField(max_length=64)),
                ('witness_sha256', models.CharField(blank=True, max_length=64)),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('number',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Key',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100, unique=True)),
                ('act', models.CharField(max_length=60)),
                ('actor', models.CharField(max_length=120)),
                ('fingerprint', models.CharField(max_length=64)),
                ('carried', models.TextField(default='{}')),
                ('result', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('content', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Plan',
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
                ('organisation_id', models.SlugField(max_length=80, null=True)),
                ('place_id', models.SlugField(max_length=80, null=True)),
            ],
            options={
                'ordering': ('-created_at',),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('last_fault', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.BigIntegerField()),
                ('media_type', models.CharField(max_length=100)),
                ('stored_at', models.DateTimeField()),
                ('scan', models.CharField(choices=[('not_scanned', 'inte genomsökt'), ('clean', 'ren'), ('infected', 'smittad'), ('fault', 'gick inte att genomsöka')], default='not_scanned', max_length=20)),
                ('scanned_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
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
            name='Witness',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('content', models.TextField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('to', models.CharField(max_length=254)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True)),
                ('key', models.CharField(max_length=200, unique=True)),
                ('created_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('last_fault', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ('id',),
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['due_at'], name='message_to_send')],
            },
        ),
        migrations.CreateModel(
            name='InternalNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=8000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='care.plan')),
            ],
            options={
                'ordering': ('written_at',),
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
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='care.plan')),
            ],
            options={
                'ordering': ('written_at', 'id'),
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
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='care_a_recordnumber_once')],
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='outline',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.storedoutline'),
        ),
        migrations.CreateModel(
            name='Version',
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
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='care.plan')),
                ('outline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.storedoutline')),
            ],
            options={
                'ordering': ('number',),
                'abstract': False,
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
                ('organisation_id', models.SlugField(max_length=80, null=True)),
                ('filing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.plan')),
            ],
            options={
                'ordering': ('-entered_at',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by', ''), ('filing__isnull', True)), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False), ('filing__isnull', False), models.Q(('confirmed_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='care_paperentry_takes_two')],
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
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completion_requests', to='care.plan')),
            ],
            options={
                'ordering': ('number',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('filing', 'number'), name='care_one_completionrequest_per_number')],
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
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='care.plan')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['filing', 'revision'], name='care_answer_by_revision')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at_revision__isnull', True)), fields=('filing', 'key'), name='care_one_current_answer_per_question'), models.UniqueConstraint(condition=models.Q(('waits', True)), fields=('filing', 'key', 'saved_by'), name='care_one_waiting_answer_per_person')],
            },
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['kind', '-received_at'], name='care_plan_received'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['kind', 'about', 'state'], name='care_plan_about'),
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee'], name='care_plan_of'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('received_at__isnull', False)), _connector='OR'), name='care_plan_draft_is_what_was_never_received'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True), ('withdrawn_because', '')), _connector='OR'), name='care_plan_withdrawal_has_a_time'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('record_number', ''), _negated=True), fields=('record_number',), name='care_one_plan_per_record_number'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('filing', 'number'), name='care_one_version_per_number'),
        ),
    ]
