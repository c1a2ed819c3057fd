"""Tells the whole story of Brookfield Books, relative to now, in one transaction."""

import datetime as dt

from django.db import transaction

from governance.core.acting import Source, acting

from . import (
    assessing,
    audits,
    cases,
    committees,
    diligence,
    gatherings,
    mishaps,
    outsiders,
    people,
    registers,
    reviews,
    suppliers,
)
from .models import Demo


@transaction.atomic
def tell(now: dt.datetime) -> None:
    today = now.date()
    with acting(source=Source.SHELL, reason=""):
        who = people.hire()
        vendor = suppliers.vendors(who, today)
        suppliers.agreements(who, vendor, today)
        suppliers.knowledge(who, vendor, today)
        diligence.answers(who, vendor, now, today)
        system = registers.systems(who, vendor)
        registers.data(who, system)
        activity = registers.activities(who, vendor, system, today)
        audits.audits(who, now)
        group, questions = committees.committee(who, today), committees.questionnaires(who)
        review = committees.Review(who, group, questions, now)
        reviews.proposals(who, review, activity, today)
        cases.proposals(who, review, activity, today)
        gatherings.meetings(who, group, now)
        assessing.assessments(who, questions, activity, now)
        mishaps.incidents(who, vendor, activity, now)
        outsiders.known(who, vendor, now)
        Demo.objects.create(loaded_on=today)
