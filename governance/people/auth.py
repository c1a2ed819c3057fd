"""Django's permission questions, answered by the access matrix."""

from django.apps import apps
from django.contrib.auth.backends import BaseBackend, ModelBackend

from governance.core import policy
from governance.core.models import Tracked

from .models import User


class PolicyBackend(ModelBackend):
    """Signs in by e-mail and password; `has_perm` reads the matrix, for superusers too."""

    # Django's own for these ask the database past what is below; those of the base class go through it.
    aauthenticate, aget_user = BaseBackend.aauthenticate, BaseBackend.aget_user

    def get_user(self, user_id: int) -> User | None:
        """An open session ends too once the password of its person is not sealed as theirs."""
        user = User.objects.select_related("seal").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) and user.is_password_sealed() else None

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
