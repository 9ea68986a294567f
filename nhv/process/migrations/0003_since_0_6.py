
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('filings', '0001_initial'),
        ('process', '0002_since_the_first'),
        ('register', '0002_since_0_6'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AppealText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('text', models.CharField(max_length=8000)),
                ('source', models.CharField(max_length=200)),
                ('lawyer', models.CharField(max_length=200)),
                ('confirmed_on', models.DateField()),
                ('entered_by', models.CharField(max_length=120)),
                ('entered_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('source', ''), _negated=True), models.Q(('lawyer', ''), _negated=True)), name='an_appeal_text_is_confirmed')],
            },
        ),
        migrations.CreateModel(
            name='BoardSeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('healthcare_region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('membership', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='board_seat', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('ordinary', 'ordinarie'), ('extra', 'extra'), ('remote', 'på distans'), ('circulation', 'per capsulam')], max_length=12)),
                ('state', models.CharField(choices=[('planned', 'planned'), ('called', 'called'), ('open', 'open'), ('closed', 'closed'), ('frozen', 'frozen')], max_length=12)),
                ('begins_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('called_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('-begins_at',),
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('presenter', models.CharField(max_length=200)),
                ('late', models.BooleanField(default=False)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='register.call')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='process.meeting')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='Adjustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('adjusted_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adjustments', to='process.meeting')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField()),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='process.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Motion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('by', models.CharField(max_length=120)),
                ('content', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='motions', to='process.item')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='BoardDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_number', models.CharField(blank=True, max_length=60)),
                ('by_vote', models.BooleanField()),
                ('reasons', models.CharField(max_length=8000)),
                ('serving', models.JSONField()),
                ('vacant', models.JSONField(default=list)),
                ('tally', models.JSONField(default=list)),
                ('others_needed', models.PositiveSmallIntegerField()),
                ('others_serving', models.PositiveSmallIntegerField()),
                ('decided_by', models.CharField(max_length=120)),
                ('decided_at', models.DateTimeField()),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='process.item')),
                ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.motion')),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('put_at', models.DateTimeField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='process.item')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.motion')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.motion')),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.CreateModel(
            name='PartyDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='process.boarddecision')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filings.filing')),
            ],
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='present', to='process.meeting')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('came_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='PublishedDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('permits', models.JSONField(default=list)),
                ('published_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='process.boarddecision')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.areadocument')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.CharField(max_length=80)),
                ('cast_at', models.DateTimeField()),
                ('ballot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='process.ballot')),
                ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.motion')),
                ('voter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Weighing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('preparing', 'preparing'), ('board', 'board'), ('decided', 'decided')], max_length=20)),
                ('begun_at', models.DateTimeField()),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='weighing', to='register.call')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.CharField(max_length=100)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='process.weighing')),
            ],
        ),
        migrations.CreateModel(
            name='PermitOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('given_by', models.CharField(max_length=120)),
                ('given_at', models.DateTimeField()),
                ('placement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.frozencomparison')),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='process.weighing')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='OpinionPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(blank=True, choices=[('grant', 'grant'), ('part', 'part'), ('refuse', 'refuse')], max_length=10)),
                ('patient', models.CharField(max_length=8000)),
                ('system', models.CharField(blank=True, max_length=8000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
                ('filing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filings.filing')),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='process.weighing')),
            ],
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.CharField(max_length=100)),
                ('met', models.CharField(choices=[('met', 'met'), ('partly', 'partly'), ('not', 'not'), ('cannot_tell', 'cannot_tell')], max_length=20)),
                ('why', models.CharField(max_length=2000)),
                ('written_at', models.DateTimeField()),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='filings.filing')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='process.weighing')),
            ],
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('told', models.CharField(max_length=8000)),
                ('last_day', models.DateField()),
                ('closes_at', models.DateTimeField()),
                ('opened_by', models.CharField(max_length=120)),
                ('opened_at', models.DateTimeField()),
                ('opinion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='process.permitopinion')),
                ('weighing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='process.weighing')),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_by', models.CharField(max_length=120)),
                ('sent_at', models.DateTimeField()),
                ('public_at', models.DateTimeField()),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dispatch', to='process.boarddecision')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('public_at__gte', models.F('sent_at'))), name='parties_come_first')],
            },
        ),
        migrations.CreateModel(
            name='Dissent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=8000)),
                ('decided', models.BooleanField()),
                ('noted_at', models.DateTimeField()),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='process.boarddecision')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('noted_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('decision', 'user'), name='one_dissent_a_person'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_dissent_has_words')],
            },
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_item_a_number'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('meeting', 'call'), name='a_call_once_a_meeting'),
        ),
        migrations.AddConstraint(
            model_name='adjustment',
            constraint=models.UniqueConstraint(fields=('meeting', 'user', 'sha256'), name='adjusted_once'),
        ),
        migrations.AddConstraint(
            model_name='motion',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='one_motion_a_number'),
        ),
        migrations.AddConstraint(
            model_name='boarddecision',
            constraint=models.CheckConstraint(condition=models.Q(('others_serving__gte', models.F('others_needed'))), name='no_decision_without_quorum'),
        ),
        migrations.AddConstraint(
            model_name='boarddecision',
            constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_board_decision_has_reasons'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='one_ballot_a_number'),
        ),
        migrations.AddConstraint(
            model_name='ballot',
            constraint=models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='a_ballot_is_between_two'),
        ),
        migrations.AddConstraint(
            model_name='partydecision',
            constraint=models.UniqueConstraint(fields=('decision', 'filing'), name='one_paper_a_party'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('meeting', 'user'), name='here_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('ballot', 'voter'), name='nobody_votes_twice'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.UniqueConstraint(fields=('weighing', 'row'), name='one_member_a_row'),
        ),
        migrations.AddConstraint(
            model_name='permitopinion',
            constraint=models.UniqueConstraint(fields=('weighing', 'number'), name='one_permit_opinion_a_number'),
        ),
        migrations.AddConstraint(
            model_name='opinionpart',
            constraint=models.UniqueConstraint(fields=('weighing', 'filing'), name='one_part_an_applicant'),
        ),
        migrations.AddConstraint(
            model_name='opinionpart',
            constraint=models.UniqueConstraint(condition=models.Q(('filing__isnull', True)), fields=('weighing',), name='one_part_of_the_whole'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.UniqueConstraint(fields=('weighing', 'filing', 'row', 'member'), name='one_judgement_a_member'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('row', ''), _negated=True)), name='a_judgement_has_row_and_reason'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.UniqueConstraint(fields=('weighing', 'number'), name='one_hearing_a_number'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('told', ''), _negated=True), name='a_hearing_tells_something'),
        ),
    ]
