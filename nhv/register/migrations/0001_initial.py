
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
            ],
            options={
                'ordering': ('key',),
            },
        ),
        migrations.CreateModel(
            name='DiaryPayload',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('content', models.TextField()),
            ],
            options={
                'db_table': 'register_diary_payload',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DiaryWitness',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('content', models.TextField()),
            ],
            options={
                'db_table': 'register_diary_witness',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GeneralDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('version',),
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
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
                'db_table': 'register_idempotency_key',
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('name', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('last_fault', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'register_job',
            },
        ),
        migrations.CreateModel(
            name='SearchToken',
            fields=[
                ('token', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('entries', models.PositiveIntegerField()),
                ('areas', models.PositiveIntegerField(default=0)),
            ],
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
                'db_table': 'register_file',
            },
        ),
        migrations.CreateModel(
            name='AreaAlias',
            fields=[
                ('slug', models.SlugField(max_length=120, primary_key=True, serialize=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aliases', to='register.area')),
            ],
        ),
        migrations.CreateModel(
            name='AreaDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('edition', models.PositiveIntegerField()),
                ('in_force_from', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('name', models.CharField(max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('units', models.PositiveSmallIntegerField(null=True)),
                ('decided_on', models.DateField(null=True)),
                ('population_text', models.CharField(blank=True, max_length=300)),
                ('complete', models.BooleanField()),
                ('content', models.TextField()),
                ('decided_hash', models.CharField(max_length=64)),
                ('whole_hash', models.CharField(max_length=64)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='register.area')),
            ],
            options={
                'ordering': ('area', 'version', 'edition'),
            },
        ),
        migrations.CreateModel(
            name='DiaryEntry',
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
                'db_table': 'register_diary',
                'ordering': ('number',),
                'abstract': False,
                'indexes': [models.Index(fields=['subject_kind', '-number'], name='diary_by_kind')],
            },
        ),
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('origin', models.CharField(choices=[('here', 'here'), ('source', 'source')], max_length=10)),
                ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('closed', 'closed'), ('withdrawn', 'withdrawn')], default='draft', max_length=20)),
                ('content', models.TextField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('record_number', models.CharField(blank=True, max_length=60)),
                ('closes_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(blank=True, max_length=1000)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='register.area')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='register.areadocument')),
                ('general', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='register.generaldocument')),
            ],
            options={
                'ordering': ('-closes_at', 'key'),
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('healthcare_region', 'healthcare_region'), ('region', 'region'), ('hospital', 'hospital'), ('authority', 'authority'), ('unit', 'unit'), ('group', 'group')], max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('name_en', models.CharField(blank=True, max_length=300)),
                ('short_name', models.CharField(blank=True, max_length=300)),
                ('aliases', models.JSONField(default=list)),
                ('code', models.CharField(blank=True, max_length=2)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('town', models.CharField(blank=True, max_length=300)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('municipality', models.CharField(blank=True, max_length=4)),
                ('hsa_id', models.CharField(max_length=31, null=True, unique=True)),
                ('telephone', models.CharField(blank=True, max_length=100)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='register.organisation')),
            ],
            options={
                'ordering': (django.db.models.functions.comparison.Collate('name', 'sv-x-icu'),),
            },
        ),
        migrations.CreateModel(
            name='HospitalFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=80)),
                ('value', models.JSONField()),
                ('attested_by', models.CharField(max_length=120)),
                ('attested_at', models.DateTimeField()),
                ('valid_until', models.DateField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='register.organisation')),
            ],
            options={
                'ordering': ('fact',),
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(max_length=80)),
                ('month', models.DateField()),
                ('count', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=40)),
                ('recorded_by', models.CharField(max_length=120)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='register.area')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='register.organisation')),
            ],
            options={
                'ordering': ('area__key', 'place__key', 'measure', 'month', 'source', 'id'),
            },
        ),
        migrations.CreateModel(
            name='OutgoingMessage',
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
                'db_table': 'register_outbox',
                'ordering': ('id',),
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['due_at'], name='outgoingmessage_to_send')],
            },
        ),
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('cooperates_with', models.JSONField(default=list)),
                ('sub_permits', models.JSONField(default=list)),
                ('record_number', models.CharField(blank=True, max_length=300)),
                ('decided_on', models.DateField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_until', models.DateField(null=True)),
                ('origin', models.CharField(blank=True, max_length=300)),
                ('conditions', models.JSONField(default=list)),
                ('recorded_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permits', to='register.area')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permits', to='register.areadocument')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permits', to='register.organisation')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='permits_here', to='register.organisation')),
            ],
            options={
                'ordering': (django.db.models.functions.comparison.Collate('holder__name', 'sv-x-icu'), 'id'),
            },
        ),
        migrations.CreateModel(
            name='ReferralInformation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(blank=True, max_length=80)),
                ('version', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('confirmed_by', models.CharField(max_length=120)),
                ('confirmed_role', models.CharField(max_length=30)),
                ('confirmed_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.area')),
                ('confirmed_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('area', 'holder', 'clause', 'version'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionalCare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clause', models.CharField(blank=True, max_length=80)),
                ('version', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('confirmed_by', models.CharField(max_length=120)),
                ('confirmed_role', models.CharField(max_length=30)),
                ('confirmed_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.area')),
                ('confirmed_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('area', 'holder', 'clause', 'version'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegionContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coordinator', models.CharField(blank=True, max_length=200)),
                ('telephone', models.CharField(blank=True, max_length=100)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('hours', models.CharField(blank=True, max_length=200)),
                ('switchboard', models.CharField(blank=True, max_length=100)),
                ('confirmed_by', models.CharField(max_length=120)),
                ('confirmed_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(null=True)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='register.organisation')),
            ],
            options={
                'ordering': ('region', 'confirmed_at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area_key', models.CharField(db_index=True, max_length=80)),
                ('position', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('language', models.CharField(default='', max_length=16)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='search_entries', to='register.areadocument')),
            ],
            options={
                'ordering': ('area_key', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=64)),
                ('weight', models.PositiveSmallIntegerField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postings', to='register.searchentry')),
            ],
        ),
        migrations.AddIndex(
            model_name='areadocument',
            index=models.Index(fields=['area', 'in_force_from', 'version', 'edition'], name='document_as_of'),
        ),
        migrations.AddConstraint(
            model_name='areadocument',
            constraint=models.UniqueConstraint(fields=('area', 'version', 'edition'), name='one_row_per_edition'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('origin', 'source'), ('state__in', ('draft', 'withdrawn')), models.Q(('closes_at__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='a_call_that_is_out_has_its_times'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('origin', 'here'), models.Q(('ended_at__isnull', True), ('published_at__isnull', True)), _connector='OR'), name='what_a_source_says_was_not_done_here'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='a_withdrawn_call_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='hospitalfact',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('hospital', 'fact'), name='one_current_fact_per_hospital'),
        ),
        migrations.AddIndex(
            model_name='figure',
            index=models.Index(fields=['area', 'month'], name='figures_of_area_by_month'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('area', 'place', 'measure', 'month', 'source'), name='one_known_count_per_figure'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.CheckConstraint(condition=models.Q(('count__gte', 0), ('count__lte', 100000)), name='count_within_bounds'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='figure_superseded_after_recorded'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(fields=['area', 'superseded_at'], name='permit_of_area'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('area', 'number'), name='one_known_row_per_permit'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_from__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='permit_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('recorded_at')), _connector='OR'), name='permit_superseded_after_recorded'),
        ),
        migrations.AddConstraint(
            model_name='referralinformation',
            constraint=models.UniqueConstraint(fields=('area', 'holder', 'clause', 'version'), name='referralinformation_one_row_per_version'),
        ),
        migrations.AddConstraint(
            model_name='referralinformation',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('area', 'holder', 'clause'), name='referralinformation_one_current'),
        ),
        migrations.AddConstraint(
            model_name='referralinformation',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('confirmed_at')), _connector='OR'), name='referralinformation_superseded_after_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='regionalcare',
            constraint=models.UniqueConstraint(fields=('area', 'holder', 'clause', 'version'), name='regionalcare_one_row_per_version'),
        ),
        migrations.AddConstraint(
            model_name='regionalcare',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('area', 'holder', 'clause'), name='regionalcare_one_current'),
        ),
        migrations.AddConstraint(
            model_name='regionalcare',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), ('superseded_at__gte', models.F('confirmed_at')), _connector='OR'), name='regionalcare_superseded_after_confirmed'),
        ),
        migrations.AddConstraint(
            model_name='regioncontact',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('region',), name='one_current_contact_of_a_region'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('area_key', 'position'), name='one_entry_per_position'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(models.F('token'), models.OrderBy(models.F('weight'), descending=True), models.F('entry'), name='posting_by_token'),
        ),
    ]
