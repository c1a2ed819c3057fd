"""Django's permission questions, answered by the access matrix."""

from django.apps import apps
from django.contrib.auth.backends import ModelBackend

from governance.core import policy
from governance.core.models import Tracked


class PolicyBackend(ModelBackend):
    """Signs in by e-mail and password; `has_perm` reads the matrix, for superusers too."""

    def has_perm(self, user_obj, perm: str, obj=None) -> bool:
        app_label, _dot, codename = perm.partition(".")
        action, _line, model_name = codename.partition("_")
        try:
            model = apps.get_model(app_label, model_name)
        except LookupError:
            return False
        known = issubclass(model, Tracked) and action in {policy.VIEW, policy.ADD, policy.CHANGE}
        return known and policy.knows(model) and policy.may(user_obj, action, model, obj)

    def has_module_perms(self, user_obj, app_label: str) -> bool:
        models = apps.get_app_config(app_label).get_models()
        return any(self.has_perm(user_obj, f"{app_label}.view_{model._meta.model_name}") for model in models)

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        return set()
