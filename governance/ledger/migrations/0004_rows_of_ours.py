"""Gives what was kept and verified the code of the application. Rows that are there get theirs: nothing tells them apart."""

from django.db import migrations, models

from governance.ledger import keys

READ = 500
CODED = {'Kept': ('checkpoint_id', 'place', 'at'), 'Verification': ('at', 'intact', 'entries', 'told')}


def code(apps, schema_editor):
    for name, columns in CODED.items():
        rows, last = apps.get_model('ledger', name).objects, 0
        while batch := list(rows.filter(pk__gt=last).order_by('pk')[:READ]):
            for row in batch:
                said = keys.said(row._meta.label_lower, {column: getattr(row, column) for column in columns})
                row.mac = keys.current().mac(said)
            rows.bulk_update(batch, ['mac'])
            last = batch[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_where_entries_are_found'),
    ]

    operations = [
        migrations.RemoveConstraint('kept', 'ledger_checkpoint_is_kept_once'),
        migrations.AddField('kept', 'mac', models.CharField(default='', max_length=80, verbose_name='authentication code'), preserve_default=False),
        migrations.AddField('verification', 'mac', models.CharField(default='', max_length=80, verbose_name='authentication code'), preserve_default=False),
        migrations.AddConstraint('kept', models.UniqueConstraint(fields=('checkpoint', 'place', 'mac'), name='ledger_checkpoint_is_kept_once')),
        migrations.RunPython(code, migrations.RunPython.noop),
    ]
