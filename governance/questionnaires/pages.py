"""A questionnaire as a file, to keep, to share or to write the next edition from."""

from typing import Any

from django.http import Http404, HttpResponse

from governance.core.pages import WorkPage, page

from . import packs
from .models import Questionnaire


@page
class QuestionnaireFile(WorkPage):
    path = "questionnaires/<int:pk>/file/"
    name = "questionnaire_file"

    def get(self, request, *args: Any, **kwargs: Any):
        found = Questionnaire.objects.visible_to(request.user).filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        name = f"{found.key}-{found.edition}.yaml"
        told = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(packs.export(found), content_type="application/yaml; charset=utf-8", headers=told)
