"""Puts our site in the place of Django's default admin site."""

from django.contrib.admin.apps import AdminConfig


class StaffSiteConfig(AdminConfig):
    default_site = "governance.core.site.Site"
