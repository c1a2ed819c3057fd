"""The discussion of the panel, and the questions to the owner."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from governance.committee import asking, discussing
from governance.committee.asking import Ask
from governance.committee.models import InfoQuestion, Post, PostKind
from governance.core.links import KEY, LinksField

from . import dossier
from .acts import ActForm, lines, room_acts

MOST = 200
"""Posts on one page: the newest. Older ones stay in the history."""
NOT_OF_VOTERS, NOT_OF_ADVISERS = {PostKind.OPINION, PostKind.CALL_IN}, {PostKind.COUNTER_CASE, PostKind.CALL_IN}


class PostForm(ActForm):
    kind = forms.ChoiceField(label=_("Kind"))
    anchor = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("What you want to say"), max_length=8000, widget=lines())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        votes = self.page.user.pk in self.page.review.panel().people
        kinds = [one for one in PostKind if one not in (NOT_OF_VOTERS if votes else NOT_OF_ADVISERS)]
        kinds.sort(key=lambda one: one != (PostKind.ARGUMENT if votes else PostKind.OPINION))
        self.fields["kind"].choices = [(one.value, one.label) for one in kinds]
        self.fields["anchor"].choices = [("", _("All of it")), *dossier.anchors(self.page.content)]


@room_acts.act("post", PostForm, _("What you said is recorded."))
def post(page, form: PostForm) -> None:
    said = form.cleaned_data
    told = {"kind": said["kind"], "anchor": said["anchor"], "now": page.now}
    discussing.post(page.review, said["text"], by=page.user, **told)


class ReplyForm(ActForm):
    text = forms.CharField(label=_("Reply"), max_length=8000, widget=lines(2))


@room_acts.act("reply", ReplyForm, _("Your reply is recorded."))
def reply(page, form: ReplyForm) -> None:
    said = {"replies_to": _post(page, form.target), "now": page.now}
    discussing.post(page.review, form.cleaned_data["text"], by=page.user, **said)


class ResolveForm(ActForm):
    how = forms.CharField(label=_("How it was resolved"), max_length=2000, widget=lines(2))


@room_acts.act("resolve", ResolveForm, _("It is resolved."))
def resolve(page, form: ResolveForm) -> None:
    found = _post(page, form.target)
    found.review = page.review
    discussing.resolve(found, form.cleaned_data["how"], by=page.user, now=page.now)


def _post(page, key: str) -> Post:
    rows = Post.objects.visible_to(page.user).filter(review=page.review, replies_to=None)
    found = rows.filter(pk=key).first() if KEY.fullmatch(key) else None
    if found is None:
        raise Http404
    return found


class AskForm(ActForm):
    text = forms.CharField(
        label=_("Questions"), required=False, max_length=4000, widget=lines(),
        help_text=_("One on each line. The owner reads them as the committee's, not as yours."),
    )  # fmt: skip
    repeats = LinksField(
        label=_("Ask again"), required=False, queryset=InfoQuestion.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        earlier = InfoQuestion.objects.filter(request__review=self.page.review)
        self.fields["repeats"].queryset = earlier
        if not self.page.review.requests.all():
            del self.fields["repeats"]

    @property
    def questions(self) -> list[Ask]:
        again = [Ask(one.text, one.anchor, one) for one in self.cleaned_data.get("repeats", [])]
        return [*again, *(Ask(line) for line in self.cleaned_data["text"].splitlines() if line.strip())]


@room_acts.act("ask", AskForm, _("The owner is asked. The clock stands still until all is answered."))
def ask(page, form: AskForm) -> None:
    asking.ask(page.review, form.questions, by=page.user, now=page.now)


class AnswerForm(ActForm):
    """One field a question of the open request."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.request = self.page.review.requests.filter(answered_at=None).first()
        for question in self.request.questions.all() if self.request else ():
            told = {"label": question.text, "initial": question.reply, "max_length": 8000, "required": False}
            self.fields[f"question{question.pk}"] = forms.CharField(widget=lines(), **told)


@room_acts.act("answer", AnswerForm, _("Your answers are kept. The clock goes on once all is answered."))
def answer(page, form: AnswerForm) -> None:
    if form.request is None:
        raise Http404
    replies = {int(name.removeprefix("question")): said for name, said in form.cleaned_data.items()}
    form.request.review = page.review
    asking.reply(form.request, replies, by=page.user, now=page.now)


def context(page) -> dict[str, Any]:
    """Roots with their replies. A constant number of queries, however much was said."""
    rows = Post.objects.visible_to(page.user).filter(proposal=page.proposal)
    posts = list(rows.select_related("author", "resolved_by").order_by("-pk")[:MOST])[::-1]
    may = not page.review.closed_at and discussing.may_post(page.review, page.user, page.now)
    threads = [_thread(page, one, posts, may) for one in posts if one.replies_to_id is None]
    opened = sum(not one["post"].resolved_by_id for one in threads)
    told = {"threads": threads, "open": opened, "resolved": len(threads) - opened, "may_post": may}
    told["form"] = page.form("post") if may else None
    return told | {"is_shown": may or bool(threads), "advocate": _advocate(page, posts)}


def _thread(page, root: Post, posts: list[Post], may: bool) -> dict[str, Any]:  # noqa: FBT001  told once, above
    told = {"post": root, "about": dict(dossier.anchors(page.content)).get(root.anchor, "")}
    told["replies"] = [one for one in posts if one.replies_to_id == root.pk]
    if may and root.review_id == page.review.pk and not root.resolved_by_id:
        told |= {"reply": page.form("reply", root.pk), "resolve": page.form("resolve", root.pk)}
    return told


def _advocate(page, posts: list[Post]):
    """Who has yet to write down the strongest case against it."""
    found = next((one for one in page.review.voters.all() if one.makes_counter_case and not one.void_reason), None)
    is_made = any(one.kind == PostKind.COUNTER_CASE and one.review_id == page.review.pk for one in posts)
    return None if is_made or page.review.closed_at else found


def questions(page, talk: dict[str, Any]) -> dict[str, Any]:
    """What the owner was asked: for them, and for whoever follows the discussion."""
    requests = list(page.review.requests.all())
    waiting = next((one for one in requests if one.answered_at is None), None)
    is_open = not page.review.closed_at
    told: dict[str, Any] = {"requests": requests, "waiting": waiting if is_open else None}
    told["is_shown"] = (page.is_owner or talk["is_shown"] or page.chairs) and bool(
        requests or (page.chairs and is_open)
    )
    told["ask"] = page.form("ask") if page.chairs and is_open and not waiting else None
    told["answer"] = page.form("answer") if page.is_owner and is_open and waiting else None
    return told | {"decision_due": asking.due_on(page.review, page.today) if is_open else None}
