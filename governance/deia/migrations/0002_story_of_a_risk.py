from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deia', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalrisk',
            name='story',
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name='story that it comes from'),
        ),
        migrations.AddField(
            model_name='risk',
            name='story',
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name='story that it comes from'),
        ),
    ]
