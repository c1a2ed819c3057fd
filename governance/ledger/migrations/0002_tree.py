import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_first'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveBigIntegerField(unique=True, verbose_name='entries')),
                ('root', models.CharField(max_length=64, verbose_name='root')),
                ('note', models.TextField(verbose_name='text')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
            ],
            options={
                'verbose_name': 'checkpoint',
                'verbose_name_plural': 'checkpoints',
            },
        ),
        migrations.CreateModel(
            name='Never',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                ('intact', models.BooleanField(verbose_name='intact')),
                ('entries', models.PositiveBigIntegerField(verbose_name='entries')),
                ('told', models.JSONField(verbose_name='report')),
            ],
            options={
                'get_latest_by': 'at',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=100, verbose_name='kind')),
                ('row', models.PositiveBigIntegerField(verbose_name='row')),
                ('payload', models.TextField(verbose_name='content')),
                ('mac', models.CharField(max_length=80, verbose_name='authentication code')),
                ('hash', models.CharField(max_length=64, verbose_name='leaf hash')),
                ('number', models.PositiveBigIntegerField(null=True, unique=True, verbose_name='number')),
            ],
            options={
                'verbose_name': 'ledger entry',
                'verbose_name_plural': 'ledger entries',
                'indexes': [models.Index(condition=models.Q(('number', None)), fields=['id'], name='ledger_entry_waits')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'row'), name='ledger_row_is_entered_once')],
            },
        ),
        migrations.CreateModel(
            name='Kept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=250, verbose_name='where')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept', to='ledger.checkpoint')),
            ],
        ),
        migrations.CreateModel(
            name='Expectation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('never', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.never')),
            ],
        ),
        migrations.CreateModel(
            name='Node',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('place', models.PositiveBigIntegerField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('level', 'place'), name='ledger_node_is_computed_once')],
            },
        ),
        migrations.DeleteModel(
            name='LedgerEntry',
        ),
        migrations.AddConstraint(
            model_name='kept',
            constraint=models.UniqueConstraint(fields=('checkpoint', 'place'), name='ledger_checkpoint_is_kept_once'),
        ),
    ]
