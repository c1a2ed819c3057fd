import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalToy",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("actor", models.CharField(blank=True, max_length=200, verbose_name="who")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("admin", "register"),
                            ("page", "page"),
                            ("import", "import"),
                            ("task", "task"),
                            ("shell", "command line"),
                        ],
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                ("save_id", models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name="save")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                ("history_change_reason", models.TextField(blank=True, default="", verbose_name="why")),
                ("reference", models.CharField(db_index=True, editable=False, max_length=20, verbose_name="reference")),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                (
                    "confidential",
                    models.BooleanField(
                        default=False,
                        help_text="Seen only by the owner, the privacy lead, auditors, and people added one by one.",
                        verbose_name="confidential",
                    ),
                ),
                ("check_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(db_index=True, default="new", editable=False, max_length=30, verbose_name="state"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The person who answers for this and is reminded of its dates.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical toy",
                "verbose_name_plural": "historical toys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Toy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="version")),
                ("reference", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                (
                    "confidential",
                    models.BooleanField(
                        default=False,
                        help_text="Seen only by the owner, the privacy lead, auditors, and people added one by one.",
                        verbose_name="confidential",
                    ),
                ),
                ("check_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(db_index=True, default="new", editable=False, max_length=30, verbose_name="state"),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        help_text="The person who answers for this and is reminded of its dates.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "worn"])), name="toys_toy_state_is_known"
                    )
                ],
            },
        ),
    ]
