"""Lists of questionnaires: by key, the newest edition that is published."""

from governance.core.querysets import RecordQuerySet


class QuestionnaireQuerySet(RecordQuerySet):
    def published(self):
        return self.in_state("published")

    def latest_of(self, key: str):
        """The newest published edition, or None."""
        return self.published().filter(key=key).order_by("-edition").first()

    def before(self, questionnaire):
        """The edition of the same key that was last in use before this one, or None."""
        earlier = self.in_state("published", "retired").filter(key=questionnaire.key)
        return earlier.filter(edition__lt=questionnaire.edition).order_by("-edition").first()
