import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.core.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('inventory', '0001_first'),
        ('vendors', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalIncident',
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
                ('kind', models.CharField(choices=[('breach', 'Personal-data breach'), ('security', 'Security incident'), ('complaint', 'Complaint'), ('concern', 'Ethical concern'), ('near_miss', 'Near miss')], default='breach', max_length=20, verbose_name='kind')),
                ('severity', models.CharField(choices=[('unknown', 'Not rated yet'), ('low', 'Low'), ('medium', 'Medium'), ('high', 'High'), ('critical', 'Critical')], db_index=True, default='unknown', max_length=10, verbose_name='severity')),
                ('description', models.TextField(blank=True, help_text='No names of customers, please.', verbose_name='what happened')),
                ('disclosure', models.CharField(blank=True, choices=[('', 'Not said'), ('yes', 'Yes'), ('potentially', 'Potentially'), ('no', 'No'), ('unknown', 'Unknown')], default='', max_length=20, verbose_name='data disclosed')),
                ('categories', governance.core.fields.CodesField(blank=True, default=list, verbose_name='categories of data')),
                ('people_affected', models.PositiveBigIntegerField(blank=True, help_text='Leave empty while it is not known.', null=True, verbose_name='people affected')),
                ('records_affected', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='records affected')),
                ('cause', models.TextField(blank=True, verbose_name='cause')),
                ('occurred', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when it happened')),
                ('found', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when it was found')),
                ('aware_at', models.DateTimeField(blank=True, help_text='The moment from which legal clocks run: when you were reasonably certain.', null=True, verbose_name='when we knew')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed at')),
                ('state', models.CharField(db_index=True, default='open', editable=False, max_length=30, verbose_name='state')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='inventory.processingactivity', verbose_name='processing activity')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The person who answers for this and is reminded of its dates.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('vendor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor', verbose_name='vendor involved')),
            ],
            options={
                'verbose_name': 'historical incident',
                'verbose_name_plural': 'historical incidents',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('kind', models.CharField(choices=[('breach', 'Personal-data breach'), ('security', 'Security incident'), ('complaint', 'Complaint'), ('concern', 'Ethical concern'), ('near_miss', 'Near miss')], default='breach', max_length=20, verbose_name='kind')),
                ('severity', models.CharField(choices=[('unknown', 'Not rated yet'), ('low', 'Low'), ('medium', 'Medium'), ('high', 'High'), ('critical', 'Critical')], db_index=True, default='unknown', max_length=10, verbose_name='severity')),
                ('description', models.TextField(blank=True, help_text='No names of customers, please.', verbose_name='what happened')),
                ('disclosure', models.CharField(blank=True, choices=[('', 'Not said'), ('yes', 'Yes'), ('potentially', 'Potentially'), ('no', 'No'), ('unknown', 'Unknown')], default='', max_length=20, verbose_name='data disclosed')),
                ('categories', governance.core.fields.CodesField(blank=True, default=list, verbose_name='categories of data')),
                ('people_affected', models.PositiveBigIntegerField(blank=True, help_text='Leave empty while it is not known.', null=True, verbose_name='people affected')),
                ('records_affected', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='records affected')),
                ('cause', models.TextField(blank=True, verbose_name='cause')),
                ('occurred', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when it happened')),
                ('found', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when it was found')),
                ('aware_at', models.DateTimeField(blank=True, help_text='The moment from which legal clocks run: when you were reasonably certain.', null=True, verbose_name='when we knew')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed at')),
                ('state', models.CharField(db_index=True, default='open', editable=False, max_length=30, verbose_name='state')),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='inventory.processingactivity', verbose_name='processing activity')),
                ('owner', models.ForeignKey(help_text='The person who answers for this and is reminded of its dates.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('vendor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='vendors.vendor', verbose_name='vendor involved')),
            ],
            options={
                'verbose_name': 'incident',
                'verbose_name_plural': 'incidents',
            },
        ),
        migrations.CreateModel(
            name='HistoricalTimelineEntry',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('text', models.TextField(verbose_name='what')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='incidents.incident')),
            ],
            options={
                'verbose_name': 'historical timeline entry',
                'verbose_name_plural': 'historical timeline entries',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAction',
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
                ('due_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='due on')),
                ('state', models.CharField(db_index=True, default='open', editable=False, max_length=30, verbose_name='state')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The person who answers for this and is reminded of its dates.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('incident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='incidents.incident', verbose_name='incident')),
            ],
            options={
                'verbose_name': 'historical action',
                'verbose_name_plural': 'historical actions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('due_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='due on')),
                ('state', models.CharField(db_index=True, default='open', editable=False, max_length=30, verbose_name='state')),
                ('owner', models.ForeignKey(help_text='The person who answers for this and is reminded of its dates.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='incidents.incident', verbose_name='incident')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('text', models.TextField(verbose_name='what')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timeline', to='incidents.incident')),
            ],
            options={
                'verbose_name': 'timeline entry',
                'verbose_name_plural': 'timeline entries',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'contained', 'closed'])), name='incidents_incident_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='incident',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='incidents_closed_incident_says_when'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'done', 'dropped'])), name='incidents_action_state_is_known'),
        ),
    ]
