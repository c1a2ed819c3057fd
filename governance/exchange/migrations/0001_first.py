import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalOrigin',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('format', models.CharField(max_length=20, verbose_name='format')),
                ('key', models.CharField(max_length=500, verbose_name='key in the source')),
                ('file', models.CharField(max_length=500, verbose_name='file')),
                ('as_of', models.DateTimeField(blank=True, null=True, verbose_name='as of')),
                ('said', models.TextField(verbose_name='what the source said')),
                ('taken', models.TextField(verbose_name='what was taken over')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('content_type', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contenttypes.contenttype', verbose_name='kind')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical origin',
                'verbose_name_plural': 'historical origins',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('format', models.CharField(max_length=20, verbose_name='format')),
                ('key', models.CharField(max_length=500, verbose_name='key in the source')),
                ('file', models.CharField(max_length=500, verbose_name='file')),
                ('as_of', models.DateTimeField(blank=True, null=True, verbose_name='as of')),
                ('said', models.TextField(verbose_name='what the source said')),
                ('taken', models.TextField(verbose_name='what was taken over')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind')),
            ],
            options={
                'verbose_name': 'origin',
                'verbose_name_plural': 'origins',
                'indexes': [models.Index(fields=['content_type', 'object_id'], name='exchange_origin_of_a_record')],
                'constraints': [models.UniqueConstraint(fields=('format', 'key'), name='exchange_source_makes_one_record')],
            },
        ),
    ]
