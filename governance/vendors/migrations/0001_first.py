import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.core.files


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalVendor',
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
                ('service', models.TextField(blank=True, verbose_name='what they do for us')),
                ('role', models.CharField(choices=[('processor', 'Processor: on our instructions'), ('controller', 'Controller of its own'), ('joint', 'Joint controller with us'), ('none', 'None: handles no personal data'), ('unknown', 'Not known yet')], default='unknown', max_length=20, verbose_name='role')),
                ('personal_data', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', max_length=10, verbose_name='handles personal data')),
                ('criticality', models.CharField(choices=[('low', 'Low: easily replaced'), ('medium', 'Medium'), ('high', 'High: we stop without it')], default='medium', max_length=10, verbose_name='criticality')),
                ('country', models.CharField(blank=True, help_text='Where they are established.', max_length=100, verbose_name='country')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('privacy_policy', models.URLField(blank=True, max_length=500, verbose_name='privacy policy')),
                ('contact', models.CharField(blank=True, help_text='A role and an address, such as privacy@example.com.', max_length=200, verbose_name='contact')),
                ('review_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='next review on')),
                ('retired_on', models.DateField(blank=True, editable=False, null=True, verbose_name='retired on')),
                ('state', models.CharField(db_index=True, default='candidate', editable=False, max_length=30, verbose_name='state')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The person who answers for this and is reminded of its dates.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'historical vendor',
                'verbose_name_plural': 'historical vendors',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Vendor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('service', models.TextField(blank=True, verbose_name='what they do for us')),
                ('role', models.CharField(choices=[('processor', 'Processor: on our instructions'), ('controller', 'Controller of its own'), ('joint', 'Joint controller with us'), ('none', 'None: handles no personal data'), ('unknown', 'Not known yet')], default='unknown', max_length=20, verbose_name='role')),
                ('personal_data', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known yet')], default='unknown', max_length=10, verbose_name='handles personal data')),
                ('criticality', models.CharField(choices=[('low', 'Low: easily replaced'), ('medium', 'Medium'), ('high', 'High: we stop without it')], default='medium', max_length=10, verbose_name='criticality')),
                ('country', models.CharField(blank=True, help_text='Where they are established.', max_length=100, verbose_name='country')),
                ('website', models.URLField(blank=True, max_length=500, verbose_name='website')),
                ('privacy_policy', models.URLField(blank=True, max_length=500, verbose_name='privacy policy')),
                ('contact', models.CharField(blank=True, help_text='A role and an address, such as privacy@example.com.', max_length=200, verbose_name='contact')),
                ('review_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='next review on')),
                ('retired_on', models.DateField(blank=True, editable=False, null=True, verbose_name='retired on')),
                ('state', models.CharField(db_index=True, default='candidate', editable=False, max_length=30, verbose_name='state')),
                ('owner', models.ForeignKey(help_text='The person who answers for this and is reminded of its dates.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'vendor',
                'verbose_name_plural': 'vendors',
            },
        ),
        migrations.CreateModel(
            name='HistoricalAgreement',
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
                ('kind', models.CharField(choices=[('processing', 'Data-processing agreement'), ('joint', 'Joint-controller arrangement'), ('transfer', 'Standard contractual clauses'), ('service', 'Service contract'), ('other', 'Other')], default='processing', max_length=20, verbose_name='kind')),
                ('file', models.TextField(blank=True, help_text='PDF, Word, OpenDocument or picture, up to 20 MB. Its SHA-256 is kept.', max_length=255, validators=[governance.core.files.acceptable], verbose_name='signed file')),
                ('notice_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='notice in days')),
                ('renews', models.BooleanField(default=False, verbose_name='renews by itself')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, db_index=True, help_text='Leave empty if it has no end.', null=True, verbose_name='in force until')),
                ('review_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='next review on')),
                ('state', models.CharField(db_index=True, default='draft', editable=False, max_length=30, verbose_name='state')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, help_text='The person who answers for this and is reminded of its dates.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('vendor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='vendors.vendor', verbose_name='vendor')),
            ],
            options={
                'verbose_name': 'historical agreement',
                'verbose_name_plural': 'historical agreements',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reference', models.CharField(editable=False, max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=250, verbose_name='name')),
                ('confidential', models.BooleanField(default=False, help_text='Seen only by the owner, the privacy lead, auditors, and people added one by one.', verbose_name='confidential')),
                ('kind', models.CharField(choices=[('processing', 'Data-processing agreement'), ('joint', 'Joint-controller arrangement'), ('transfer', 'Standard contractual clauses'), ('service', 'Service contract'), ('other', 'Other')], default='processing', max_length=20, verbose_name='kind')),
                ('file', governance.core.files.EvidenceField(blank=True, help_text='PDF, Word, OpenDocument or picture, up to 20 MB. Its SHA-256 is kept.', max_length=255, upload_to='', verbose_name='signed file')),
                ('notice_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='notice in days')),
                ('renews', models.BooleanField(default=False, verbose_name='renews by itself')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='signed on')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='in force from')),
                ('ends_on', models.DateField(blank=True, db_index=True, help_text='Leave empty if it has no end.', null=True, verbose_name='in force until')),
                ('review_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='next review on')),
                ('state', models.CharField(db_index=True, default='draft', editable=False, max_length=30, verbose_name='state')),
                ('owner', models.ForeignKey(help_text='The person who answers for this and is reminded of its dates.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('vendor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='vendors.vendor', verbose_name='vendor')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
            },
        ),
        migrations.AddIndex(
            model_name='vendor',
            index=models.Index(fields=['name'], name='vendors_vendor_name'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['candidate', 'active', 'retired'])), name='vendors_vendor_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'retired'), _negated=True), ('retired_on__isnull', False), _connector='OR'), name='vendors_retired_vendor_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='vendor',
            constraint=models.CheckConstraint(condition=models.Q(('personal_data', 'yes'), ('role', 'none'), _negated=True), name='vendors_vendor_with_personal_data_has_a_role', violation_error_message='It handles personal data, so it has a role. Choose one.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'ended'])), name='vendors_agreement_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='vendors_agreement_ends_after_it_starts', violation_error_message='The agreement ends before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_force'), _negated=True), ('signed_on__isnull', False), _connector='OR'), name='vendors_agreement_in_force_is_signed', violation_error_message='An agreement in force has a signing date.'),
        ),
    ]
