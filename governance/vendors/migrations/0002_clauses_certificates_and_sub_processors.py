import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.core.fields
import governance.core.files


class Migration(migrations.Migration):

    dependencies = [
        ('vendors', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('scheme', models.CharField(choices=[('iso27001', 'ISO 27001: information security'), ('iso27701', 'ISO 27701: privacy'), ('soc2', 'SOC 2 report'), ('pci', 'PCI DSS: card payments'), ('code', 'Code of conduct (Art. 40)'), ('seal', 'Certification (Art. 42)'), ('dpf', 'Data Privacy Framework'), ('other', 'Other')], max_length=12, verbose_name='certificate')),
                ('scope', models.CharField(blank=True, max_length=250, verbose_name='what it covers')),
                ('file', governance.core.files.EvidenceField(blank=True, max_length=255, upload_to='', verbose_name='file')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('valid_until', models.DateField(blank=True, db_index=True, null=True, verbose_name='valid until')),
                ('replaced', models.BooleanField(default=False, verbose_name='replaced or given up')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['scheme', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('code', models.CharField(max_length=60, verbose_name='item')),
                ('found', models.CharField(choices=[('met', 'It is there'), ('accepted', 'Missing, and accepted until a day'), ('missing', 'Missing or unclear'), ('not_needed', 'Does not apply')], max_length=12, verbose_name='found')),
                ('place', models.CharField(blank=True, help_text='Such as § 4 or annex 2.', max_length=120, verbose_name='where')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('accepted_until', models.DateField(blank=True, db_index=True, null=True, verbose_name='accepted until')),
            ],
            options={
                'verbose_name': 'clause',
                'verbose_name_plural': 'clauses',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCertificate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('scheme', models.CharField(choices=[('iso27001', 'ISO 27001: information security'), ('iso27701', 'ISO 27701: privacy'), ('soc2', 'SOC 2 report'), ('pci', 'PCI DSS: card payments'), ('code', 'Code of conduct (Art. 40)'), ('seal', 'Certification (Art. 42)'), ('dpf', 'Data Privacy Framework'), ('other', 'Other')], max_length=12, verbose_name='certificate')),
                ('scope', models.CharField(blank=True, max_length=250, verbose_name='what it covers')),
                ('file', models.TextField(blank=True, max_length=255, validators=[governance.core.files.acceptable], verbose_name='file')),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='issued on')),
                ('valid_until', models.DateField(blank=True, db_index=True, null=True, verbose_name='valid until')),
                ('replaced', models.BooleanField(default=False, verbose_name='replaced or given up')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical certificate',
                'verbose_name_plural': 'historical certificates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalClause',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('code', models.CharField(max_length=60, verbose_name='item')),
                ('found', models.CharField(choices=[('met', 'It is there'), ('accepted', 'Missing, and accepted until a day'), ('missing', 'Missing or unclear'), ('not_needed', 'Does not apply')], max_length=12, verbose_name='found')),
                ('place', models.CharField(blank=True, help_text='Such as § 4 or annex 2.', max_length=120, verbose_name='where')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('accepted_until', models.DateField(blank=True, db_index=True, null=True, verbose_name='accepted until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical clause',
                'verbose_name_plural': 'historical clauses',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPastBreach',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('happened', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when')),
                ('what', models.TextField(verbose_name='what became known')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='source')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical known breach',
                'verbose_name_plural': 'historical known breaches',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProcessorChange',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('what', models.TextField(help_text='Who joins, from where, and what for.', verbose_name='what changes')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('object_by', models.DateField(db_index=True, verbose_name='object by')),
                ('answer', models.CharField(blank=True, choices=[('', 'Not decided'), ('accepted', 'Accepted'), ('objected', 'Objected to')], max_length=10, verbose_name='answer')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical change of processors',
                'verbose_name_plural': 'historical changes of processors',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSubProcessor',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('name', models.CharField(blank=True, max_length=250, verbose_name='or its name')),
                ('country', models.CharField(blank=True, help_text='Two letters, such as US.', max_length=2, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}\\Z', 'Write the country as two capital letters, such as US.')], verbose_name='country')),
                ('purpose', models.CharField(blank=True, max_length=250, verbose_name='what it does')),
                ('since_on', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical sub-processor',
                'verbose_name_plural': 'historical sub-processors',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTransfer',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('country', models.CharField(help_text='Two letters, such as US.', max_length=2, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}\\Z', 'Write the country as two capital letters, such as US.')], verbose_name='country')),
                ('mechanism', models.CharField(blank=True, choices=[('', 'None yet'), ('adequacy', 'Adequacy decision (Art. 45)'), ('certified', 'Data Privacy Framework certificate (Art. 45)'), ('clauses', 'Standard contractual clauses (Art. 46(2)(c))'), ('uk_clauses', 'UK transfer agreement or addendum'), ('rules', 'Binding corporate rules (Art. 47)'), ('code', 'Code of conduct or certification (Art. 46(2)(e), (f))'), ('ad_hoc', 'Clauses that an authority approved (Art. 46(3))'), ('derogation', 'Derogation for a single case (Art. 49)')], max_length=20, verbose_name='transfer tool')),
                ('safeguards', models.TextField(blank=True, help_text='The module of the clauses, the certificate, or why a derogation fits.', verbose_name='safeguards')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Not assessed'), ('go', 'Go'), ('measures', 'Go with further measures'), ('stop', 'Stop')], max_length=10, verbose_name='assessment')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='assessed on')),
                ('recheck_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='assess again on')),
                ('file', models.TextField(blank=True, max_length=255, validators=[governance.core.files.acceptable], verbose_name='document')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical transfer',
                'verbose_name_plural': 'historical transfers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PastBreach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('happened', governance.core.fields.PartialDateField(blank=True, default='', max_length=10, verbose_name='when')),
                ('what', models.TextField(verbose_name='what became known')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='source')),
            ],
            options={
                'verbose_name': 'known breach',
                'verbose_name_plural': 'known breaches',
                'ordering': ['-happened', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProcessorChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('what', models.TextField(help_text='Who joins, from where, and what for.', verbose_name='what changes')),
                ('told_on', models.DateField(verbose_name='told on')),
                ('object_by', models.DateField(db_index=True, verbose_name='object by')),
                ('answer', models.CharField(blank=True, choices=[('', 'Not decided'), ('accepted', 'Accepted'), ('objected', 'Objected to')], max_length=10, verbose_name='answer')),
                ('why', models.TextField(blank=True, verbose_name='why')),
            ],
            options={
                'verbose_name': 'change of processors',
                'verbose_name_plural': 'changes of processors',
                'ordering': ['-told_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SubProcessor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('name', models.CharField(blank=True, max_length=250, verbose_name='or its name')),
                ('country', models.CharField(blank=True, help_text='Two letters, such as US.', max_length=2, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}\\Z', 'Write the country as two capital letters, such as US.')], verbose_name='country')),
                ('purpose', models.CharField(blank=True, max_length=250, verbose_name='what it does')),
                ('since_on', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until_on', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'sub-processor',
                'verbose_name_plural': 'sub-processors',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('country', models.CharField(help_text='Two letters, such as US.', max_length=2, validators=[django.core.validators.RegexValidator('\\A[A-Z]{2}\\Z', 'Write the country as two capital letters, such as US.')], verbose_name='country')),
                ('mechanism', models.CharField(blank=True, choices=[('', 'None yet'), ('adequacy', 'Adequacy decision (Art. 45)'), ('certified', 'Data Privacy Framework certificate (Art. 45)'), ('clauses', 'Standard contractual clauses (Art. 46(2)(c))'), ('uk_clauses', 'UK transfer agreement or addendum'), ('rules', 'Binding corporate rules (Art. 47)'), ('code', 'Code of conduct or certification (Art. 46(2)(e), (f))'), ('ad_hoc', 'Clauses that an authority approved (Art. 46(3))'), ('derogation', 'Derogation for a single case (Art. 49)')], max_length=20, verbose_name='transfer tool')),
                ('safeguards', models.TextField(blank=True, help_text='The module of the clauses, the certificate, or why a derogation fits.', verbose_name='safeguards')),
                ('outcome', models.CharField(blank=True, choices=[('', 'Not assessed'), ('go', 'Go'), ('measures', 'Go with further measures'), ('stop', 'Stop')], max_length=10, verbose_name='assessment')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='assessed on')),
                ('recheck_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='assess again on')),
                ('file', governance.core.files.EvidenceField(blank=True, max_length=255, upload_to='', verbose_name='document')),
            ],
            options={
                'verbose_name': 'transfer',
                'verbose_name_plural': 'transfers',
                'ordering': ['country', 'pk'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='agreement',
            name='vendors_agreement_state_is_known',
        ),
        migrations.AddField(
            model_name='agreement',
            name='at_end',
            field=models.CharField(blank=True, choices=[('', 'Not agreed'), ('deletes', 'It deletes it'), ('returns', 'It returns it'), ('choice', 'As we choose')], max_length=10, verbose_name='at the end'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='breach_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Ask for 24.', null=True, verbose_name='reports a breach within hours'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='change_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tells of new processors, in days before'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='contract',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='annexes', to='vendors.agreement', verbose_name='part of contract'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='ended_on',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='ended on'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='exit_file',
            field=governance.core.files.EvidenceField(blank=True, max_length=255, upload_to='', verbose_name='proof of deletion or return'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='exit_note',
            field=models.TextField(blank=True, verbose_name='how the end was proved'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='exit_proven_on',
            field=models.DateField(blank=True, null=True, verbose_name='proved on'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='governing_law',
            field=models.CharField(blank=True, max_length=100, verbose_name='governing law'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='notice_by',
            field=models.DateField(blank=True, db_index=True, help_text='Filled in from the end and the notice where you leave it empty.', null=True, verbose_name='give notice by'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='signed_by_them',
            field=models.CharField(blank=True, max_length=200, verbose_name='signed for them by'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='signed_by_us',
            field=models.CharField(blank=True, max_length=200, verbose_name='signed for us by'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='at_end',
            field=models.CharField(blank=True, choices=[('', 'Not agreed'), ('deletes', 'It deletes it'), ('returns', 'It returns it'), ('choice', 'As we choose')], max_length=10, verbose_name='at the end'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='breach_hours',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Ask for 24.', null=True, verbose_name='reports a breach within hours'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='change_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='tells of new processors, in days before'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='contract',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.agreement', verbose_name='part of contract'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='ended_on',
            field=models.DateField(blank=True, db_index=True, editable=False, null=True, verbose_name='ended on'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='exit_file',
            field=models.TextField(blank=True, max_length=255, validators=[governance.core.files.acceptable], verbose_name='proof of deletion or return'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='exit_note',
            field=models.TextField(blank=True, verbose_name='how the end was proved'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='exit_proven_on',
            field=models.DateField(blank=True, null=True, verbose_name='proved on'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='governing_law',
            field=models.CharField(blank=True, max_length=100, verbose_name='governing law'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='notice_by',
            field=models.DateField(blank=True, db_index=True, help_text='Filled in from the end and the notice where you leave it empty.', null=True, verbose_name='give notice by'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='signed_by_them',
            field=models.CharField(blank=True, max_length=200, verbose_name='signed for them by'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='signed_by_us',
            field=models.CharField(blank=True, max_length=200, verbose_name='signed for us by'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='chain_checked_on',
            field=models.DateField(blank=True, help_text='When its list of processors was last compared (EDPB Opinion 22/2024).', null=True, verbose_name='chain of processors renewed on'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='exit_plan',
            field=models.TextField(blank=True, help_text='What we would do without it, and what with our data.', verbose_name='exit plan'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor', verbose_name='belongs to'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='legal_name',
            field=models.CharField(blank=True, help_text='As in the contract, if it differs.', max_length=250, verbose_name='legal name'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='officer',
            field=models.CharField(blank=True, max_length=200, verbose_name='its data protection officer or representative'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='processed_in',
            field=models.CharField(blank=True, help_text='Countries, remote access included.', max_length=250, verbose_name='processes data in'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='processor_list',
            field=models.URLField(blank=True, max_length=500, verbose_name='list of its processors'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='security_contact',
            field=models.CharField(blank=True, help_text='Tried once a year.', max_length=200, verbose_name='contact for breaches'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='training_checked_on',
            field=models.DateField(blank=True, null=True, verbose_name='checked on'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='trains_models',
            field=models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', max_length=10, verbose_name='trains models on our data'),
        ),
        migrations.AddField(
            model_name='historicalvendor',
            name='trust_page',
            field=models.URLField(blank=True, max_length=500, verbose_name='security or trust page'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='chain_checked_on',
            field=models.DateField(blank=True, help_text='When its list of processors was last compared (EDPB Opinion 22/2024).', null=True, verbose_name='chain of processors renewed on'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='exit_plan',
            field=models.TextField(blank=True, help_text='What we would do without it, and what with our data.', verbose_name='exit plan'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='group',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='vendors.vendor', verbose_name='belongs to'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='legal_name',
            field=models.CharField(blank=True, help_text='As in the contract, if it differs.', max_length=250, verbose_name='legal name'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='officer',
            field=models.CharField(blank=True, max_length=200, verbose_name='its data protection officer or representative'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='processed_in',
            field=models.CharField(blank=True, help_text='Countries, remote access included.', max_length=250, verbose_name='processes data in'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='processor_list',
            field=models.URLField(blank=True, max_length=500, verbose_name='list of its processors'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='security_contact',
            field=models.CharField(blank=True, help_text='Tried once a year.', max_length=200, verbose_name='contact for breaches'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='training_checked_on',
            field=models.DateField(blank=True, null=True, verbose_name='checked on'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='trains_models',
            field=models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', max_length=10, verbose_name='trains models on our data'),
        ),
        migrations.AddField(
            model_name='vendor',
            name='trust_page',
            field=models.URLField(blank=True, max_length=500, verbose_name='security or trust page'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'ended', 'proven'])), name='vendors_agreement_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'proven'), _negated=True), ('exit_proven_on__isnull', False), _connector='OR'), name='vendors_proven_exit_has_a_day', violation_error_message='Say when the end was proved.'),
        ),
        migrations.AddField(
            model_name='certificate',
            name='vendor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='clause',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by'),
        ),
        migrations.AddField(
            model_name='clause',
            name='agreement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clauses', to='vendors.agreement'),
        ),
        migrations.AddField(
            model_name='historicalcertificate',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcertificate',
            name='vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='historicalclause',
            name='accepted_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by'),
        ),
        migrations.AddField(
            model_name='historicalclause',
            name='agreement',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.agreement'),
        ),
        migrations.AddField(
            model_name='historicalclause',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalpastbreach',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalpastbreach',
            name='vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='historicalprocessorchange',
            name='decided_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalprocessorchange',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalprocessorchange',
            name='vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='historicalsubprocessor',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsubprocessor',
            name='is_vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor', verbose_name='a vendor of ours'),
        ),
        migrations.AddField(
            model_name='historicalsubprocessor',
            name='vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='historicaltransfer',
            name='history_user',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltransfer',
            name='vendor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='pastbreach',
            name='vendor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='past_breaches', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='processorchange',
            name='decided_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='processorchange',
            name='vendor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='processor_changes', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='subprocessor',
            name='is_vendor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='vendors.vendor', verbose_name='a vendor of ours'),
        ),
        migrations.AddField(
            model_name='subprocessor',
            name='vendor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sub_processors', to='vendors.vendor'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='vendor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='vendors.vendor'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('issued_on', None), ('valid_until__gte', models.F('issued_on')), _connector='OR'), name='vendors_certificate_ends_after_it_begins', violation_error_message='The certificate ends before it was issued.'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.UniqueConstraint(fields=('agreement', 'code'), name='vendors_clause_is_looked_at_once'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found', 'accepted'), _negated=True), models.Q(('accepted_by__isnull', False), ('accepted_until__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='vendors_accepted_gap_says_who_until_when_and_why', violation_error_message='Say until when the gap is accepted, and why.'),
        ),
        migrations.AddConstraint(
            model_name='clause',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('found', 'not_needed'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='vendors_clause_that_does_not_apply_says_why', violation_error_message='Say why it does not apply.'),
        ),
        migrations.AddConstraint(
            model_name='processorchange',
            constraint=models.CheckConstraint(condition=models.Q(('object_by__gte', models.F('told_on'))), name='vendors_time_to_object_begins_with_the_notice', violation_error_message='The time to object ends before you were told.'),
        ),
        migrations.AddConstraint(
            model_name='processorchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'objected'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='vendors_objection_says_why', violation_error_message='Say why you object.'),
        ),
        migrations.AddConstraint(
            model_name='subprocessor',
            constraint=models.CheckConstraint(condition=models.Q(('is_vendor__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='vendors_sub_processor_is_named', violation_error_message='Choose a vendor, or write its name.'),
        ),
        migrations.AddConstraint(
            model_name='subprocessor',
            constraint=models.CheckConstraint(condition=models.Q(('is_vendor', models.F('vendor')), _negated=True), name='vendors_sub_processor_is_somebody_else', violation_error_message='A vendor is not its own sub-processor.'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('assessed_on__isnull', False), _connector='OR'), name='vendors_transfer_assessment_has_a_day', violation_error_message='Say when it was assessed.'),
        ),
    ]
