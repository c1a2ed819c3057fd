import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.core.files


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0001_first'),
        ('vendors', '0002_clauses_certificates_and_sub_processors'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalInquiry',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('answer_by', models.DateField(db_index=True, help_text='The link works until this day.', verbose_name='to be answered by')),
                ('link_sha256', models.CharField(editable=False, max_length=64, verbose_name='hash of the link')),
                ('sent_in_at', models.DateTimeField(blank=True, null=True, verbose_name='sent in at')),
                ('sent_in_by', models.CharField(blank=True, max_length=200, verbose_name='sent in by')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('verdict', models.CharField(blank=True, choices=[('', 'Not decided'), ('enough', 'It offers enough guarantees'), ('reserved', 'Enough, with reservations'), ('lacking', 'It does not offer enough')], max_length=10, verbose_name='verdict')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('judged_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='judged on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('judged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='judged by')),
                ('questionnaire', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='questionnaires.questionnaire', verbose_name='questionnaire')),
                ('vendor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor')),
            ],
            options={
                'verbose_name': 'historical due diligence',
                'verbose_name_plural': 'historical due diligence',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('answer_by', models.DateField(db_index=True, help_text='The link works until this day.', verbose_name='to be answered by')),
                ('link_sha256', models.CharField(editable=False, max_length=64, verbose_name='hash of the link')),
                ('sent_in_at', models.DateTimeField(blank=True, null=True, verbose_name='sent in at')),
                ('sent_in_by', models.CharField(blank=True, max_length=200, verbose_name='sent in by')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('verdict', models.CharField(blank=True, choices=[('', 'Not decided'), ('enough', 'It offers enough guarantees'), ('reserved', 'Enough, with reservations'), ('lacking', 'It does not offer enough')], max_length=10, verbose_name='verdict')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('judged_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='judged on')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='judged by')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.questionnaire', verbose_name='questionnaire')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='vendors.vendor')),
            ],
            options={
                'verbose_name': 'due diligence',
                'verbose_name_plural': 'due diligence',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalReply',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('value', models.JSONField(blank=True, null=True, verbose_name='answer')),
                ('note', models.TextField(blank=True, verbose_name='explanation')),
                ('not_applicable', models.TextField(blank=True, verbose_name='why it does not apply')),
                ('carried', models.BooleanField(default=False, verbose_name='carried over, to be confirmed')),
                ('confidence', models.CharField(blank=True, choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=10, verbose_name='how sure')),
                ('file', models.TextField(blank=True, max_length=255, validators=[governance.core.files.acceptable], verbose_name='file')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='questionnaires.question', verbose_name='question')),
                ('inquiry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.inquiry')),
            ],
            options={
                'verbose_name': 'historical answer of a vendor',
                'verbose_name_plural': 'historical answers of vendors',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('value', models.JSONField(blank=True, null=True, verbose_name='answer')),
                ('note', models.TextField(blank=True, verbose_name='explanation')),
                ('not_applicable', models.TextField(blank=True, verbose_name='why it does not apply')),
                ('carried', models.BooleanField(default=False, verbose_name='carried over, to be confirmed')),
                ('confidence', models.CharField(blank=True, choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=10, verbose_name='how sure')),
                ('file', governance.core.files.EvidenceField(blank=True, max_length=255, upload_to='', verbose_name='file')),
                ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='vendors.inquiry')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='questionnaires.question', verbose_name='question')),
            ],
            options={
                'verbose_name': 'answer of a vendor',
                'verbose_name_plural': 'answers of vendors',
                'ordering': ['question__position', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('sent_in_at', None), ('withdrawn_on', None)), fields=('vendor',), name='vendors_one_inquiry_waits'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('verdict', ''), models.Q(('judged_by__isnull', False), ('judged_on__isnull', False), ('sent_in_at__isnull', False), models.Q(('why', ''), _negated=True)), _connector='OR'), name='vendors_verdict_says_who_when_and_why', violation_error_message='Say why, once the answers are there.'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.UniqueConstraint(fields=('inquiry', 'question'), name='vendors_question_is_answered_once'),
        ),
    ]
