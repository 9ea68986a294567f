
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('process', '0003_since_0_6'),
        ('register', '0003_since_0_7'),
    ]

    operations = [
        migrations.CreateModel(
            name='PermitDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_number', models.CharField(max_length=60)),
                ('body', models.CharField(max_length=200)),
                ('decided_on', models.DateField()),
                ('address', models.CharField(blank=True, max_length=500)),
                ('granted', models.BooleanField()),
                ('reasons', models.CharField(max_length=4000)),
                ('stages', models.JSONField(default=list)),
                ('turned_on', models.DateField(null=True)),
                ('entered_by', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-decided_on', '-pk'),
            },
        ),
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
            name='GroupMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_at', models.DateTimeField()),
                ('place', models.CharField(max_length=300)),
                ('called_by', models.CharField(max_length=120)),
                ('called_at', models.DateTimeField()),
                ('cancelled_because', models.CharField(blank=True, max_length=1000)),
                ('notes', models.CharField(blank=True, max_length=20000)),
                ('noted_by', models.CharField(blank=True, max_length=120)),
                ('noted_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_meetings', to='process.case')),
            ],
            options={
                'ordering': ('begins_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='GroupPresence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='process.groupmeeting')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddField(
            model_name='groupmeeting',
            name='present',
            field=models.ManyToManyField(related_name='+', through='process.GroupPresence', to='accounts.membership'),
        ),
        migrations.CreateModel(
            name='OriginalDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(choices=[('definition', 'Socialstyrelsens beslut'), ('board', 'Nämndens beslut')], max_length=12)),
                ('record_number', models.CharField(max_length=60)),
                ('decided_on', models.DateField(null=True)),
                ('address', models.CharField(blank=True, max_length=500)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('seen_on', models.DateField(null=True)),
                ('differs', models.CharField(blank=True, max_length=4000)),
                ('entered_by', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='original_decisions', to='register.area')),
            ],
            options={
                'ordering': ('heading', '-decided_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('condition', models.CharField(max_length=80)),
                ('begins', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.area')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exemptions', to='process.permitdecision')),
            ],
            options={
                'ordering': ('begins', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='PermitMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('number', models.PositiveIntegerField(null=True)),
                ('kind', models.CharField(choices=[('change', 'change'), ('revocation', 'revocation'), ('exemption', 'exemption'), ('re_examination', 're_examination'), ('units', 'units')], max_length=20)),
                ('ground', models.CharField(blank=True, choices=[('conditions', 'conditions'), ('basis', 'basis'), ('request', 'request')], max_length=20)),
                ('state', models.CharField(choices=[('open', 'open'), ('heard', 'heard'), ('decided', 'decided'), ('closed', 'closed')], max_length=12)),
                ('filing', models.CharField(blank=True, max_length=24)),
                ('conditions', models.JSONField(default=list)),
                ('parts', models.JSONField(default=list)),
                ('words', models.CharField(max_length=4000)),
                ('next_what', models.CharField(blank=True, max_length=200)),
                ('next_day', models.DateField(null=True)),
                ('told', models.CharField(blank=True, max_length=4000)),
                ('last_day', models.DateField(null=True)),
                ('closes_at', models.DateTimeField(null=True)),
                ('opened_by', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(blank=True, max_length=1000)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permit_matters', to='register.area')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('next_day', 'pk'),
            },
        ),
        migrations.AddField(
            model_name='permitdecision',
            name='matter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='process.permitmatter'),
        ),
        migrations.CreateModel(
            name='MatterNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=4000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='process.permitmatter')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='HolderReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=4000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='process.permitmatter')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='PlainText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=80)),
                ('text', models.CharField(max_length=2000)),
                ('wording', models.TextField()),
                ('number', models.PositiveIntegerField(default=1)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plain_texts', to='process.case')),
            ],
            options={
                'ordering': ('pk',),
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
            },
        ),
        migrations.CreateModel(
            name='StandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stood_in_for', to='accounts.membership')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to='accounts.membership')),
            ],
        ),
        migrations.AddConstraint(
            model_name='grouppresence',
            constraint=models.UniqueConstraint(fields=('meeting', 'membership'), name='present_once_at_a_group_meeting'),
        ),
        migrations.AddConstraint(
            model_name='groupmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('noted_at__isnull', True), ('noted_by', ''), ('notes', '')), models.Q(('cancelled_because', ''), ('noted_at__isnull', False), models.Q(('noted_by', ''), _negated=True)), _connector='OR'), name='group_notes_are_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='originaldecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('seen_on__isnull', True), ('sha256', '')), models.Q(models.Q(('address', ''), _negated=True), ('seen_on__isnull', False)), _connector='OR'), name='what_was_seen_has_its_address'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('begins')), _connector='OR'), name='an_exemption_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='permitmatter',
            index=models.Index(fields=['state', 'next_day'], name='matter_by_what_is_owed'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.UniqueConstraint(condition=models.Q(('filing', ''), _negated=True), fields=('filing',), name='one_matter_a_letter'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_matter_says_what'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder__isnull', True), ('number__isnull', True)), models.Q(('holder__isnull', False), ('number__isnull', False)), _connector='OR'), name='a_matter_of_a_permit_has_its_holder'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'revocation'), ('number__isnull', False), models.Q(('ground', ''), _negated=True)), models.Q(models.Q(('kind', 'revocation'), _negated=True), ('ground', '')), _connector='OR'), name='a_revocation_has_its_ground'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('last_day__isnull', True), ('told', '')), models.Q(('closes_at__isnull', False), ('last_day__isnull', False), models.Q(('told', ''), _negated=True)), _connector='OR'), name='a_hearing_says_what_and_until_when'),
        ),
        migrations.AddConstraint(
            model_name='permitmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='a_closed_matter_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='permitdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('record_number', ''), _negated=True)), name='a_linked_decision_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='holderreply',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_reply_says_something'),
        ),
        migrations.AddConstraint(
            model_name='plaintext',
            constraint=models.UniqueConstraint(fields=('case', 'part'), name='one_plain_text_a_part'),
        ),
        migrations.AddConstraint(
            model_name='slip',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('was', ''), _negated=True), models.Q(('is_now', ''), _negated=True), models.Q(('why', ''), _negated=True), models.Q(('was', models.F('is_now')), _negated=True)), name='a_slip_says_all'),
        ),
        migrations.AddConstraint(
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(('membership', models.F('member')), _negated=True), name='nobody_stands_in_for_oneself'),
        ),
    ]
