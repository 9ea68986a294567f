
import django.db.models.deletion
import nhv.accounts.models.addresses
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0001_initial'),
        ('register', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('pdf_sha256', models.CharField(max_length=64)),
                ('word_sha256', models.CharField(max_length=64)),
                ('reasons', models.JSONField(default=dict)),
                ('decider', models.CharField(max_length=200)),
                ('presenter', models.CharField(blank=True, max_length=200)),
                ('signed_by', models.CharField(max_length=120)),
                ('signed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='EffectView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(choices=[('emergency_care', 'emergency_care'), ('patient_transports', 'patient_transports'), ('education', 'education'), ('research', 'research')], max_length=20)),
                ('function', models.CharField(max_length=120)),
                ('effect', models.CharField(choices=[('unaffected', 'unaffected'), ('strained', 'strained'), ('at_risk', 'at_risk'), ('lost', 'lost')], max_length=12)),
                ('why', models.CharField(max_length=2000)),
                ('written_by', models.CharField(max_length=120)),
                ('written_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('hospital__name', 'heading', 'function', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='InvitedBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=300)),
                ('address', nhv.accounts.models.addresses.AddressField(blank=True, max_length=254)),
                ('invited_by', models.CharField(max_length=120)),
                ('invited_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='LongerTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', nhv.accounts.models.addresses.AddressField(blank=True, max_length=254)),
                ('wanted_day', models.DateField()),
                ('why', models.CharField(max_length=1000)),
                ('asked_by', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('last_day', models.DateField(null=True)),
                ('closes_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=1000)),
                ('answered_by', models.CharField(blank=True, max_length=120)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='MeasuredCombinations',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('places', models.CharField(max_length=2000)),
                ('size', models.PositiveSmallIntegerField()),
                ('weight', models.CharField(max_length=20)),
                ('data', models.CharField(max_length=64)),
                ('content', models.TextField()),
                ('certain', models.JSONField(default=dict)),
                ('measured_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='SystemOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('given_by', models.CharField(max_length=120)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-number',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='respondent',
            name='one_answer_an_address',
        ),
        migrations.AlterField(
            model_name='respondent',
            name='address',
            field=nhv.accounts.models.addresses.AddressField(blank=True, max_length=254),
        ),
        migrations.AddConstraint(
            model_name='respondent',
            constraint=models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('consultation', 'address'), name='one_answer_an_address'),
        ),
        migrations.AddField(
            model_name='decisiondocument',
            name='decision',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='process.definitiondecision'),
        ),
        migrations.AddField(
            model_name='effectview',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effect_views', to='process.case'),
        ),
        migrations.AddField(
            model_name='effectview',
            name='hospital',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation'),
        ),
        migrations.AddField(
            model_name='effectview',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitedbody',
            name='consultation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invited', to='process.consultation'),
        ),
        migrations.AddField(
            model_name='invitedbody',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation'),
        ),
        migrations.AddField(
            model_name='longertime',
            name='consultation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='longer_times', to='process.consultation'),
        ),
        migrations.AddField(
            model_name='longertime',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation'),
        ),
        migrations.AddConstraint(
            model_name='measuredcombinations',
            constraint=models.UniqueConstraint(fields=('places', 'size', 'weight', 'data'), name='combinations_are_measured_once'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preparation', to='process.case'),
        ),
        migrations.AddField(
            model_name='preparation',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation'),
        ),
        migrations.AddField(
            model_name='systemopinion',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='process.case'),
        ),
        migrations.AddField(
            model_name='systemopinion',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation'),
        ),
        migrations.AddConstraint(
            model_name='effectview',
            constraint=models.UniqueConstraint(fields=('case', 'member', 'hospital', 'heading', 'function'), name='one_view_a_member_and_function'),
        ),
        migrations.AddConstraint(
            model_name='effectview',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('case', 'hospital', 'heading', 'function'), name='one_common_view_a_function'),
        ),
        migrations.AddConstraint(
            model_name='effectview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('function', ''), _negated=True)), name='a_view_is_of_something_and_why'),
        ),
        migrations.AddConstraint(
            model_name='invitedbody',
            constraint=models.UniqueConstraint(fields=('consultation', 'organisation'), name='an_organisation_invited_once'),
        ),
        migrations.AddConstraint(
            model_name='invitedbody',
            constraint=models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('consultation', 'address'), name='an_address_invited_once'),
        ),
        migrations.AddConstraint(
            model_name='invitedbody',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('name', ''), ('organisation__isnull', False)), models.Q(('organisation__isnull', True), models.Q(('name', ''), _negated=True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='an_invited_body_is_somebody'),
        ),
        migrations.AddConstraint(
            model_name='longertime',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), models.Q(('address', ''), _negated=True)), models.Q(('address', ''), ('organisation__isnull', False)), _connector='OR'), name='longer_time_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='longertime',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by', ''), ('last_day__isnull', True)), models.Q(('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='an_answered_wish_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='longertime',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closes_at__isnull', True), ('last_day__isnull', True)), models.Q(('closes_at__isnull', False), ('last_day__isnull', False)), _connector='OR'), name='longer_time_has_its_last_instant'),
        ),
        migrations.AddConstraint(
            model_name='systemopinion',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='one_opinion_a_number'),
        ),
    ]
