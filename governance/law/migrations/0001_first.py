import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRule',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('code', models.CharField(max_length=60, validators=[django.core.validators.RegexValidator('\\A[A-Za-z][\\w.-]*\\Z', 'A code is made of letters, digits, dots and hyphens.')], verbose_name='code')),
                ('jurisdiction', models.CharField(blank=True, choices=[('EU', 'European Union and EEA'), ('UK', 'United Kingdom'), ('US-CA', 'California'), ('US', 'United States'), ('', 'Anywhere')], max_length=10, verbose_name='jurisdiction')),
                ('kind', models.CharField(choices=[('clock', 'Clock: how long one has'), ('item', 'Item of a checklist'), ('country', 'Country with an adequacy decision'), ('fact', 'Fact to know')], db_index=True, max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('summary', models.TextField(help_text='In your own words.', verbose_name='what it says')),
                ('instrument', models.CharField(blank=True, max_length=120, verbose_name='instrument')),
                ('citation', models.CharField(blank=True, max_length=120, verbose_name='where it stands')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='source')),
                ('terms', models.JSONField(blank=True, default=dict, verbose_name='terms')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('checked_on', models.DateField(help_text='When somebody last compared it with the source.', verbose_name='checked on')),
                ('status', models.CharField(choices=[('proposal', 'Proposed'), ('adopted', 'Adopted, not yet in force'), ('in_force', 'In force'), ('withdrawn', 'Withdrawn')], db_index=True, max_length=10, verbose_name='status')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical rule of law',
                'verbose_name_plural': 'historical rules of law',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('code', models.CharField(max_length=60, validators=[django.core.validators.RegexValidator('\\A[A-Za-z][\\w.-]*\\Z', 'A code is made of letters, digits, dots and hyphens.')], verbose_name='code')),
                ('jurisdiction', models.CharField(blank=True, choices=[('EU', 'European Union and EEA'), ('UK', 'United Kingdom'), ('US-CA', 'California'), ('US', 'United States'), ('', 'Anywhere')], max_length=10, verbose_name='jurisdiction')),
                ('kind', models.CharField(choices=[('clock', 'Clock: how long one has'), ('item', 'Item of a checklist'), ('country', 'Country with an adequacy decision'), ('fact', 'Fact to know')], db_index=True, max_length=10, verbose_name='kind')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('summary', models.TextField(help_text='In your own words.', verbose_name='what it says')),
                ('instrument', models.CharField(blank=True, max_length=120, verbose_name='instrument')),
                ('citation', models.CharField(blank=True, max_length=120, verbose_name='where it stands')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='source')),
                ('terms', models.JSONField(blank=True, default=dict, verbose_name='terms')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('checked_on', models.DateField(help_text='When somebody last compared it with the source.', verbose_name='checked on')),
                ('status', models.CharField(choices=[('proposal', 'Proposed'), ('adopted', 'Adopted, not yet in force'), ('in_force', 'In force'), ('withdrawn', 'Withdrawn')], db_index=True, max_length=10, verbose_name='status')),
            ],
            options={
                'verbose_name': 'rule of law',
                'verbose_name_plural': 'rules of law',
                'ordering': ['code', 'jurisdiction', 'valid_from', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'in_force'), _negated=True), ('valid_from__isnull', False), _connector='OR'), name='law_rule_in_force_says_since_when', violation_error_message='A rule in force says from when it is.'), models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_from', None), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='law_rule_ends_after_it_begins', violation_error_message='The rule ends before it begins.'), models.UniqueConstraint(condition=models.Q(('status', 'in_force')), fields=('code', 'jurisdiction', 'valid_from'), name='law_rule_begins_once', violation_error_message='Another rule by this code begins on that day.')],
            },
        ),
    ]
