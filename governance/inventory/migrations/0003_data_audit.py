import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0002_record_of_processing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataAudit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('answer_by', models.DateField(db_index=True, verbose_name='to be answered by')),
                ('started_on', models.DateField(blank=True, editable=False, null=True, verbose_name='started on')),
                ('state', models.CharField(db_index=True, default='draft', editable=False, max_length=30, verbose_name='state')),
                ('owner', models.ForeignKey(help_text='The person who answers for this and is reminded of its dates.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'data audit',
                'verbose_name_plural': 'data audits',
            },
        ),
        migrations.CreateModel(
            name='AuditAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('answer_by', models.DateField(db_index=True, verbose_name='to be answered by')),
                ('is_open', models.BooleanField(default=True, verbose_name='can be answered')),
                ('said', models.CharField(blank=True, choices=[('', 'Not answered'), ('unchanged', 'Nothing has changed'), ('changed', 'Looked at and corrected')], max_length=10, verbose_name='answer')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audit_answers', to='inventory.processingactivity')),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked')),
                ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='inventory.dataaudit', verbose_name='data audit')),
            ],
            options={
                'verbose_name': 'answer in a data audit',
                'verbose_name_plural': 'answers in data audits',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAuditAnswer',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('answer_by', models.DateField(db_index=True, verbose_name='to be answered by')),
                ('is_open', models.BooleanField(default=True, verbose_name='can be answered')),
                ('said', models.CharField(blank=True, choices=[('', 'Not answered'), ('unchanged', 'Nothing has changed'), ('changed', 'Looked at and corrected')], max_length=10, verbose_name='answer')),
                ('said_on', models.DateField(blank=True, null=True, verbose_name='answered on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inventory.processingactivity')),
                ('asked', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked')),
                ('audit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inventory.dataaudit', verbose_name='data audit')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('said_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
            ],
            options={
                'verbose_name': 'historical answer in a data audit',
                'verbose_name_plural': 'historical answers in data audits',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDataAudit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('reference', models.CharField(db_index=True, editable=False, max_length=20, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('answer_by', models.DateField(db_index=True, verbose_name='to be answered by')),
                ('started_on', models.DateField(blank=True, editable=False, null=True, verbose_name='started on')),
                ('state', models.CharField(db_index=True, default='draft', editable=False, max_length=30, verbose_name='state')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The person who answers for this and is reminded of its dates.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'historical data audit',
                'verbose_name_plural': 'historical data audits',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='dataaudit',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed'])), name='inventory_dataaudit_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='dataaudit',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('state',), name='inventory_one_data_audit_is_open'),
        ),
        migrations.AddIndex(
            model_name='auditanswer',
            index=models.Index(fields=['audit', 'asked', 'said'], name='inventory_audit_progress'),
        ),
        migrations.AddConstraint(
            model_name='auditanswer',
            constraint=models.UniqueConstraint(fields=('audit', 'activity'), name='inventory_activity_is_asked_about_once'),
        ),
        migrations.AddConstraint(
            model_name='auditanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('said', ''), ('said_by', None), ('said_on', None)), models.Q(models.Q(('said', ''), _negated=True), ('said_by__isnull', False), ('said_on__isnull', False)), _connector='OR'), name='inventory_audit_answer_says_who_and_when'),
        ),
    ]
