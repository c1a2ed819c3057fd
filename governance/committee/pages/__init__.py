"""Work pages of the committee: the review room, what follows a decision, reading in an emergency."""

from . import after, chair, emergency, figures, interests, meetings, papers, room, talk, votes

__all__ = ["after", "chair", "emergency", "figures", "interests", "meetings", "papers", "room", "talk", "votes"]
