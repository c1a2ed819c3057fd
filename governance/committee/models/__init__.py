"""The committee's rows, one subject a module."""

from governance.committee.functions import Function

from .answers import Answer, Dissent, Suspension
from .conditions import Condition, Sort
from .decisions import Decision, DecisionFacet
from .discussion import InfoQuestion, InfoRequest, Post, PostKind
from .interests import BreakGlass, Declaration
from .meetings import AgendaItem, Attendance, Matter, Meeting
from .membership import Committee, Seat
from .minutes import Addendum, Paragraph
from .motions import Motion, MotionVote, Result, Side
from .proposals import Link, Proposal
from .reviews import Ballot, End, Review, Voter

__all__ = [
    "Addendum",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Ballot",
    "BreakGlass",
    "Committee",
    "Condition",
    "Decision",
    "DecisionFacet",
    "Declaration",
    "Dissent",
    "End",
    "Function",
    "InfoQuestion",
    "InfoRequest",
    "Link",
    "Matter",
    "Meeting",
    "Motion",
    "MotionVote",
    "Paragraph",
    "Post",
    "PostKind",
    "Proposal",
    "Result",
    "Review",
    "Seat",
    "Side",
    "Sort",
    "Suspension",
    "Voter",
]
