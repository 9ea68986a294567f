
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('process', '0003_the_document_of_a_decision'),
        ('register', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Preparation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='preparation', to='process.case')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
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
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effect_views', to='process.case')),
                ('hospital', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('hospital__name', 'heading', 'function', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('case', 'member', 'hospital', 'heading', 'function'), name='one_view_a_member_and_function'), models.UniqueConstraint(condition=models.Q(('member__isnull', True)), fields=('case', 'hospital', 'heading', 'function'), name='one_common_view_a_function'), models.CheckConstraint(condition=models.Q(models.Q(('why', ''), _negated=True), models.Q(('function', ''), _negated=True)), name='a_view_is_of_something_and_why')],
            },
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
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='process.case')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.organisation')),
            ],
            options={
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='one_opinion_a_number')],
            },
        ),
    ]
