"""Says beside each entry whose change it tells, when and by whom. Entries that are there are read for it."""

import json
from itertools import groupby

from django.db import migrations, models
from django.utils import timezone

READ = 1000


def tell(apps, schema_editor):
    entries = apps.get_model("ledger", "Entry").objects
    newest = entries.order_by("-id").values_list("id", flat=True).first() or 0
    for first in range(1, newest + 1, READ):
        rows = list(entries.filter(id__gte=first, id__lt=first + READ).order_by("kind", "id"))
        for kind, those in groupby(rows, key=lambda entry: entry.kind):
            _tell(kind, list(those))
        entries.bulk_update(rows, ["at", "actor", "person", "action", "save_id", "of_kind", "of"], batch_size=100)


def _tell(kind, rows):
    told = {entry.id: json.loads(entry.payload)["row"] for entry in rows}
    records, now = _records(kind, list(told.values())), timezone.now()
    for entry in rows:
        row = told[entry.id]
        entry.at, entry.actor = row.get("history_date", now), row.get("actor", "")
        entry.person, entry.action = row.get("history_user_id"), row.get("history_type", "")
        entry.save_id = row.get("save_id")
        entry.of_kind, entry.of = records.get(row.get("history_id"), ("", None))


def _records(kind, rows):
    """Which record each belongs to is for the models of today to say; they read no column but keys for it."""
    from django.apps import apps as today

    from governance.ledger import belonging

    app, _, name = kind.partition(".")
    model = name and today.all_models[app].get(name)
    return belonging.records_of(model.instance_type, rows) if model else {}


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_tree'),
        ('committee', '0001_first'),
        ('core', '0002_accepted_findings'),
        ('deia', '0001_first'),
        ('exchange', '0001_first'),
        ('incidents', '0001_first'),
        ('inventory', '0001_first'),
        ('law', '0001_first'),
        ('people', '0001_first'),
        ('questionnaires', '0001_first'),
        ('reminders', '0001_first'),
        ('vendors', '0001_first'),
    ]

    operations = [
        migrations.AddField('entry', 'of_kind', models.CharField(blank=True, default='', max_length=100, verbose_name='kind of record'), preserve_default=False),
        migrations.AddField('entry', 'of', models.PositiveBigIntegerField(null=True, verbose_name='record')),
        migrations.AddField('entry', 'at', models.DateTimeField(null=True, verbose_name='when')),
        migrations.AddField('entry', 'actor', models.CharField(blank=True, default='', max_length=200, verbose_name='who'), preserve_default=False),
        migrations.AddField('entry', 'person', models.PositiveBigIntegerField(null=True, verbose_name='person')),
        migrations.AddField('entry', 'action', models.CharField(blank=True, default='', max_length=1, verbose_name='action'), preserve_default=False),
        migrations.AddField('entry', 'save_id', models.UUIDField(null=True, verbose_name='save')),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AlterField('entry', 'at', models.DateTimeField(verbose_name='when')),
        migrations.AddIndex('entry', models.Index(fields=['at'], name='ledger_entry_at')),
        migrations.AddIndex('entry', models.Index(fields=['of_kind', 'of', 'id'], name='ledger_entry_of')),
        migrations.AddIndex('entry', models.Index(fields=['person', 'id'], name='ledger_entry_person')),
        migrations.AddIndex('entry', models.Index(fields=['kind', 'id'], name='ledger_entry_kind')),
    ]
