import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalAcceptedFinding',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('finding', models.CharField(max_length=100, verbose_name='finding')),
                ('reason', models.TextField(verbose_name='why')),
                ('until', models.DateField(verbose_name='until')),
                ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('accepted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                ('content_type', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contenttypes.contenttype', verbose_name='kind')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical accepted finding',
                'verbose_name_plural': 'historical accepted findings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='AcceptedFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('finding', models.CharField(max_length=100, verbose_name='finding')),
                ('reason', models.TextField(verbose_name='why')),
                ('until', models.DateField(verbose_name='until')),
                ('taken_back_on', models.DateField(blank=True, null=True, verbose_name='taken back on')),
                ('accepted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'accepted finding',
                'verbose_name_plural': 'accepted findings',
                'indexes': [models.Index(fields=['finding', 'content_type', 'until'], name='core_accepted_finding')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='core_acceptance_of_a_finding_says_why')],
            },
        ),
    ]
