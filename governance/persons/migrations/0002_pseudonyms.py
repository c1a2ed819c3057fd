import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPseudonym',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('reason', models.TextField(help_text='Without the name or the address: this sentence is kept for ever.', verbose_name='why')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'historical pseudonym',
                'verbose_name_plural': 'historical pseudonyms',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Pseudonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('reason', models.TextField(help_text='Without the name or the address: this sentence is kept for ever.', verbose_name='why')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmed at')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pseudonyms', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by')),
            ],
            options={
                'verbose_name': 'pseudonym',
                'verbose_name_plural': 'pseudonyms',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('person',), name='persons_pseudonym_is_asked_for_once'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), models.Q(('settled_by__isnull', False), models.Q(('settled_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='persons_pseudonym_takes_two_people'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='persons_pseudonym_says_why')],
            },
        ),
    ]
