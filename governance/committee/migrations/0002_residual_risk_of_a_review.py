from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('committee', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalreview',
            name='residual_tier',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='risk that remains'),
        ),
        migrations.AddField(
            model_name='review',
            name='residual_tier',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='risk that remains'),
        ),
    ]
