import logging

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from governance.people import noting
from governance.people.seals import seal_all

logger = logging.getLogger(__name__)


def seal_those_there(apps, schema_editor):
    """Once on this machine: whoever administers the database can have it run again over what they wrote."""
    people = apps.get_model("people", "User")._base_manager
    if not noting.is_noted(schema_editor.connection.alias):
        seal_all(people, apps.get_model("people", "PasswordSeal").objects)
    elif people.exists():
        logger.warning(
            "No password was sealed, as passwords were sealed here before (%s), so nobody signs in. "
            "If you trust this database, run `manage.py seal_passwords`.",
            settings.PASSWORDS_SEALED,
        )


def forget(apps, schema_editor):
    noting.forget(schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_organisation'),
    ]

    operations = [
        migrations.CreateModel(
            name='PasswordSeal',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='seal', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('text', models.CharField(max_length=64)),
            ],
        ),
        migrations.RunPython(seal_those_there, forget),
    ]
