import uuid

import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import governance.core.fields
import governance.people.models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('email', models.EmailField(error_messages={'unique': 'This address is taken.'}, max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('roles', governance.core.fields.CodesField(blank=True, default=list, help_text='What this person does here; several are possible. Who votes is said by the seats of a committee.', verbose_name='roles')),
                ('time_zone', models.CharField(default=governance.people.models.default_time_zone, help_text='Dates and times are shown in this zone.', max_length=50, validators=[governance.people.models.known_time_zone], verbose_name='time zone')),
                ('department', models.CharField(blank=True, help_text="Where in the firm this person works: a committee is more than the proposer's own department.", max_length=100, verbose_name='department')),
                ('is_active', models.BooleanField(default=True, help_text='Take the tick away when this person leaves: they stay in the history.', verbose_name='active')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('manager', models.ForeignKey(blank=True, help_text='Neither votes on what the other proposes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_pk', models.CharField(max_length=255, verbose_name='object ID')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'grant',
                'verbose_name_plural': 'grants',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HistoricalGrant',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('object_pk', models.CharField(max_length=255, verbose_name='object ID')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('content_type', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contenttypes.contenttype')),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('permission', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='auth.permission')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical grant',
                'verbose_name_plural': 'historical grants',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUser',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('actor', models.CharField(blank=True, max_length=200, verbose_name='who')),
                ('source', models.CharField(blank=True, choices=[('admin', 'register'), ('page', 'page'), ('import', 'import'), ('task', 'task'), ('shell', 'command line')], max_length=10, verbose_name='from')),
                ('save_id', models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name='save')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='why')),
                ('email', models.EmailField(db_index=True, error_messages={'unique': 'This address is taken.'}, max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(max_length=150, verbose_name='name')),
                ('roles', governance.core.fields.CodesField(blank=True, default=list, help_text='What this person does here; several are possible. Who votes is said by the seats of a committee.', verbose_name='roles')),
                ('time_zone', models.CharField(default=governance.people.models.default_time_zone, help_text='Dates and times are shown in this zone.', max_length=50, validators=[governance.people.models.known_time_zone], verbose_name='time zone')),
                ('department', models.CharField(blank=True, help_text="Where in the firm this person works: a committee is more than the proposer's own department.", max_length=100, verbose_name='department')),
                ('is_active', models.BooleanField(default=True, help_text='Take the tick away when this person leaves: they stay in the history.', verbose_name='active')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('manager', models.ForeignKey(blank=True, db_constraint=False, help_text='Neither votes on what the other proposes.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
            ],
            options={
                'verbose_name': 'historical person',
                'verbose_name_plural': 'historical people',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='people_user_email_is_one_persons'),
        ),
        migrations.AddIndex(
            model_name='grant',
            index=models.Index(fields=['user', 'content_type', 'object_pk'], name='people_grant_of_a_person'),
        ),
        migrations.AlterUniqueTogether(
            name='grant',
            unique_together={('user', 'permission', 'object_pk')},
        ),
    ]
