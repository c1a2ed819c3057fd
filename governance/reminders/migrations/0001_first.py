import uuid

import django.db.models.deletion
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
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('deadline', models.CharField(max_length=60, verbose_name='date')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('notice', models.PositiveSmallIntegerField(verbose_name='days before')),
                ('sweep', models.UUIDField(db_index=True, default=uuid.uuid4)),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='taken for sending at')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent at')),
                ('dropped_at', models.DateTimeField(null=True, verbose_name='dropped at')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='kind')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='to')),
            ],
            options={
                'verbose_name': 'reminder',
                'verbose_name_plural': 'reminders',
                'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['recipient'], name='reminders_waiting')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('content_type', 'object_id', 'deadline', 'due_on', 'notice', 'recipient'), name='reminders_notice_is_given_once')],
            },
        ),
    ]
