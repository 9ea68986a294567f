
import django.db.models.deletion
import nhv.accounts.models.addresses
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('register', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('mapping', 'mapping'), ('review', 'review'), ('consultation', 'consultation'), ('decision', 'decision'), ('register', 'register'), ('withdrawn', 'withdrawn')], max_length=20)),
                ('record_number', models.CharField(blank=True, max_length=60)),
                ('opened_at', models.DateTimeField()),
                ('next_what', models.CharField(blank=True, max_length=300)),
                ('next_who', models.CharField(blank=True, max_length=300)),
                ('next_day', models.DateField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('paused_because', models.CharField(blank=True, max_length=1000)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(blank=True, max_length=1000)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='register.area')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('title', 'key'),
            },
        ),
        migrations.CreateModel(
            name='CaseStretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('mapping', 'mapping'), ('review', 'review'), ('consultation', 'consultation'), ('decision', 'decision'), ('application', 'application'), ('preparation', 'preparation'), ('board', 'board'), ('follow_up', 'follow_up')], max_length=20)),
                ('begins', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stretches', to='process.case')),
            ],
            options={
                'ordering': ('begins',),
            },
        ),
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('opened_at', models.DateTimeField()),
                ('last_day', models.DateField()),
                ('closes_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='process.case')),
            ],
            options={
                'ordering': ('-opened_at',),
            },
        ),
        migrations.CreateModel(
            name='AddressLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', nhv.accounts.models.addresses.AddressField(blank=True, max_length=254)),
                ('token_sha256', models.CharField(max_length=64, unique=True)),
                ('address_mark', models.CharField(max_length=20)),
                ('device_mark', models.CharField(max_length=20)),
                ('made_at', models.DateTimeField()),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='process.consultation')),
            ],
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nothing', models.BooleanField()),
                ('interests', models.CharField(blank=True, max_length=2000)),
                ('declared_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='process.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-declared_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='DraftQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200)),
                ('must', models.CharField(choices=[('included', 'included'), ('conference', 'conference'), ('excluded', 'excluded'), ('depends', 'depends'), ('unstated', 'unstated'), ('area', 'area')], max_length=20)),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='process.case')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='EffectJudgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(choices=[('emergency_care', 'emergency_care'), ('patient_transports', 'patient_transports'), ('education', 'education'), ('research', 'research')], max_length=20)),
                ('function', models.CharField(blank=True, max_length=120)),
                ('effect', models.CharField(choices=[('unaffected', 'unaffected'), ('strained', 'strained'), ('at_risk', 'at_risk'), ('lost', 'lost')], max_length=12)),
                ('why', models.CharField(max_length=2000)),
                ('benefit', models.CharField(max_length=2000)),
                ('remedy', models.CharField(blank=True, max_length=2000)),
                ('dissent', models.CharField(blank=True, max_length=2000)),
                ('judged_by', models.CharField(max_length=120)),
                ('judged_at', models.DateTimeField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effect_judgements', to='register.call')),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('-judged_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=9, unique=True)),
                ('page', models.CharField(max_length=300)),
                ('area_key', models.SlugField(blank=True, max_length=80)),
                ('text', models.CharField(max_length=2000)),
                ('sender', models.CharField(max_length=40)),
                ('received_at', models.DateTimeField()),
                ('answer_by', models.DateField()),
                ('taken_by', models.CharField(blank=True, max_length=120)),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'corrected'), ('as_it_is', 'as_it_is'), ('elsewhere', 'elsewhere')], max_length=20)),
                ('answer', models.CharField(blank=True, max_length=2000)),
                ('note', models.CharField(blank=True, max_length=1000)),
                ('answered_by', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('answered_at', 'received_at'),
                'indexes': [models.Index(condition=models.Q(('note', ''), _negated=True), fields=['area_key'], name='corrections_of_an_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('note', ''), ('outcome', '')), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='an_answered_report_says_what'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'corrected'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_correction_has_its_note')],
            },
        ),
        migrations.CreateModel(
            name='AnswerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='address', to='process.errorreport')),
            ],
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
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='register.call')),
            ],
            options={
                'ordering': ('-proposed_at',),
            },
        ),
        migrations.CreateModel(
            name='FrozenComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_by', models.CharField(max_length=120)),
                ('frozen_at', models.DateTimeField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frozen_comparisons', to='register.call')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='FrozenText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('revision', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
                ('frozen_by', models.CharField(max_length=120)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='process.case')),
            ],
            options={
                'ordering': ('case', 'number'),
            },
        ),
        migrations.CreateModel(
            name='DefinitionDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_number', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('in_force_from', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=4000)),
                ('meaning', models.JSONField(default=list)),
                ('decided_by', models.CharField(max_length=120)),
                ('decided_at', models.DateTimeField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='process.case')),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected', to='process.definitiondecision')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='definition_decision', to='register.areadocument')),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.frozentext')),
            ],
            options={
                'ordering': ('-decided_at',),
            },
        ),
        migrations.AddField(
            model_name='consultation',
            name='text',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consultation', to='process.frozentext'),
        ),
        migrations.CreateModel(
            name='PartComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(max_length=80)),
                ('wording', models.TextField()),
                ('revision', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=2000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('settled_by', models.CharField(blank=True, max_length=120)),
                ('settled_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='process.case')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('care', models.CharField(max_length=4000)),
                ('grounds', models.JSONField(default=list)),
                ('why', models.CharField(max_length=4000)),
                ('patients_a_year', models.PositiveIntegerField(null=True)),
                ('done_today', models.CharField(blank=True, max_length=4000)),
                ('proposed_by', models.CharField(max_length=120)),
                ('proposed_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('listed', 'listed'), ('merged', 'merged'), ('declined', 'declined'), ('started', 'started'), ('taken_back', 'taken_back')], default='listed', max_length=20)),
                ('because', models.CharField(blank=True, max_length=1000)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='process.case')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='process.proposal')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('title', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='PublishedComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_by', models.CharField(max_length=120)),
                ('published_at', models.DateTimeField()),
                ('frozen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='process.frozencomparison')),
            ],
        ),
        migrations.CreateModel(
            name='Respondent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', nhv.accounts.models.addresses.AddressField(max_length=254)),
                ('confirmed_at', models.DateTimeField()),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='respondents', to='process.consultation')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, max_length=80)),
                ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('partly', 'partly'), ('no', 'no'), ('noted', 'noted')], max_length=10)),
                ('why', models.CharField(max_length=2000)),
                ('led_to', models.CharField(blank=True, max_length=80)),
                ('decided_by', models.CharField(max_length=120)),
                ('decided_at', models.DateTimeField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='process.consultation')),
                ('respondent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.respondent')),
            ],
            options={
                'ordering': ('part', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('used', models.JSONField()),
                ('origins', models.JSONField()),
                ('act', models.CharField(max_length=20)),
                ('key', models.CharField(blank=True, max_length=80)),
                ('made_by', models.CharField(max_length=120)),
                ('made_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='process.case')),
            ],
            options={
                'ordering': ('case', 'number'),
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seat', to='accounts.membership')),
                ('nominated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
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
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='register.call')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('answered_at', 'asked_at'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True), models.Q(('published_question', ''), _negated=True)), _connector='OR'), name='an_answer_has_day_and_words')],
            },
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['state', 'next_day'], name='case_by_what_is_owed'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_at__isnull', True), ('paused_because', '')), models.Q(('paused_at__isnull', False), models.Q(('paused_because', ''), _negated=True)), _connector='OR'), name='a_paused_case_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('ended_at__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='a_withdrawn_case_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'register'), _negated=True), ('area__isnull', False), _connector='OR'), name='a_decided_case_has_its_area'),
        ),
        migrations.AddConstraint(
            model_name='casestretch',
            constraint=models.UniqueConstraint(fields=('case', 'step'), name='one_stretch_a_step'),
        ),
        migrations.AddConstraint(
            model_name='casestretch',
            constraint=models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('begins')), _connector='OR'), name='a_stretch_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='addresslink',
            index=models.Index(fields=['made_at'], name='links_of_a_day'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('interests', ''), ('nothing', True)), models.Q(('nothing', False), models.Q(('interests', ''), _negated=True)), _connector='OR'), name='a_declaration_says_something'),
        ),
        migrations.AddConstraint(
            model_name='draftquestion',
            constraint=models.UniqueConstraint(fields=('case', 'text'), name='a_question_once_a_text'),
        ),
        migrations.AddConstraint(
            model_name='effectjudgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('benefit', ''), _negated=True)), name='an_effect_is_reasoned'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by', '')), models.Q(models.Q(('confirmed_by', ''), _negated=True), ('confirmed_at__isnull', False), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='an_extension_takes_two'),
        ),
        migrations.AddConstraint(
            model_name='frozencomparison',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='one_frozen_comparison_a_number'),
        ),
        migrations.AddConstraint(
            model_name='frozentext',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_row_per_frozen_text'),
        ),
        migrations.AddConstraint(
            model_name='partcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by', '')), models.Q(('settled_at__isnull', False), models.Q(('settled_by', ''), _negated=True)), _connector='OR'), name='a_settled_comment_has_somebody'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', False), _connector='OR'), name='a_merged_proposal_says_with_what'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'started'), _negated=True), ('case__isnull', False), _connector='OR'), name='a_started_proposal_has_its_case'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='a_declined_proposal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='respondent',
            constraint=models.UniqueConstraint(fields=('consultation', 'address'), name='one_answer_an_address'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('consultation', 'body', 'part'), name='one_outcome_a_point'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('consultation', 'respondent', 'part'), name='one_outcome_a_point_of_anyone'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', True), ('respondent__isnull', False)), models.Q(('body__isnull', False), ('respondent__isnull', True)), _connector='OR'), name='an_outcome_is_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='an_outcome_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_row_per_revision'),
        ),
    ]
