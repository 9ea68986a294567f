
import django.db.models.deletion
import django.db.models.functions.comparison
import nhv.accounts.models.addresses
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', nhv.accounts.models.addresses.AddressField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CacheEntry',
            fields=[
                ('cache_key', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField()),
                ('expires', models.DateTimeField(db_index=True)),
            ],
            options={
                'db_table': 'accounts_cache',
            },
        ),
        migrations.CreateModel(
            name='AttemptCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('kind', models.CharField(max_length=20)),
                ('who', models.CharField(max_length=40)),
                ('number', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('hour', 'kind', 'who'), name='one_count_of_attempts')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('started_at', models.DateTimeField()),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConflictOfInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_key', models.CharField(max_length=80)),
                ('why', models.CharField(max_length=1000)),
                ('decided_by', models.CharField(max_length=120)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('ended_by', models.CharField(blank=True, max_length=120)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=1000)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts_of_interest', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-decided_at', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'case_key'), name='one_conflict_in_a_case'), models.CheckConstraint(condition=models.Q(models.Q(('case_key', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='conflict_has_case_and_reason'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by', ''), ('ended_why', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_by', ''), _negated=True), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='ended_conflict_has_somebody_and_reason')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_key', models.CharField(max_length=80)),
                ('case_name', models.CharField(max_length=300)),
                ('what', models.CharField(max_length=1000)),
                ('declared_at', models.DateTimeField(auto_now_add=True)),
                ('is_conflict', models.BooleanField(null=True)),
                ('answered_by', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_why', models.CharField(blank=True, max_length=1000)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declared_conflicts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('declared_at', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('user', 'case_key'), name='one_waiting_declaration_in_a_case'), models.CheckConstraint(condition=models.Q(models.Q(('case_key', ''), _negated=True), models.Q(('case_name', ''), _negated=True), models.Q(('what', ''), _negated=True)), name='declaration_has_case_and_words'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by', ''), ('answered_why', ''), ('is_conflict__isnull', True)), models.Q(('answered_at__isnull', False), ('is_conflict__isnull', False), models.Q(('answered_by', ''), _negated=True), models.Q(('answered_why', ''), _negated=True)), _connector='OR'), name='answered_declaration_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('area', 'område'), ('region', 'region')], max_length=10)),
                ('key', models.CharField(max_length=80)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('kind', 'key'),
                'constraints': [models.UniqueConstraint(fields=('user', 'kind', 'key'), name='followed_once')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', nhv.accounts.models.addresses.AddressField(max_length=254)),
                ('role', models.CharField(max_length=30)),
                ('valid_until', models.DateField(null=True)),
                ('token_sha256', models.CharField(max_length=64, unique=True)),
                ('invited_by', models.CharField(max_length=120)),
                ('invited_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='register.organisation')),
            ],
            options={
                'ordering': ('-invited_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='accepted_invitation_has_somebody'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_accepted_or_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='Letters',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('at_once', 'genast'), ('daily', 'en gång om dagen'), ('never', 'aldrig')], default='never', max_length=10)),
                ('told_until', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['how', 'told_until'], name='letters_by_turn')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=30)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('granted_by', models.CharField(max_length=120)),
                ('granted_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='register.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': (django.db.models.functions.comparison.Collate('organisation__name', 'sv-x-icu'), 'role', 'id'),
                'indexes': [models.Index(fields=['user', 'ended_at'], name='membership_of_user')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('user', 'organisation', 'role'), name='one_membership_of_a_kind'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_why', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='ended_membership_has_reason'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='SecondFactorReset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('why', models.CharField(max_length=300)),
                ('met_in_person', models.BooleanField(default=False)),
                ('confirmed_by', models.CharField(blank=True, max_length=120)),
                ('done_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_factor_resets', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-asked_at', '-id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('user',), name='one_waiting_reset'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('met_in_person', True), models.Q(models.Q(('confirmed_by', ''), _negated=True), models.Q(('confirmed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='reset_needs_two_or_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='UnsentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('browser', models.CharField(max_length=64)),
                ('form', models.CharField(max_length=64)),
                ('content', models.TextField()),
                ('kept_at', models.DateTimeField(db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'browser', 'form'), name='one_row_for_an_unsent_form')],
            },
        ),
    ]
