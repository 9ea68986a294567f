
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('process', '0004_since_0_7'),
    ]

    operations = [
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
            model_name='plaintext',
            constraint=models.UniqueConstraint(fields=('case', 'part'), name='one_plain_text_a_part'),
        ),
        migrations.AddConstraint(
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(('membership', models.F('member')), _negated=True), name='nobody_stands_in_for_oneself'),
        ),
    ]
