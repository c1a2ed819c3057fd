"""Work pages: propose, screen, answer section by section, check and complete, read the result."""

from .checking import CheckAnswers
from .proposing import InstallScreening, Propose
from .result import Result
from .screening import Screening
from .sections import SectionPage
from .tasks import Tasks

__all__ = ["CheckAnswers", "InstallScreening", "Propose", "Result", "Screening", "SectionPage", "Tasks"]
