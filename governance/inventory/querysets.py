"""Lists of the data register, in the words of the field."""

from django.db.models import Q

from governance.core.querysets import RecordQuerySet


class DataAuditQuerySet(RecordQuerySet):
    def shown_besides(self, user) -> Q:
        """An audit shows to whoever is asked in it, whatever their role."""
        answers = self.model._meta.get_field("answers").related_model
        return Q(pk__in=answers._base_manager.filter(asked=user.pk).values("audit"))
