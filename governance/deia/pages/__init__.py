"""Work pages: propose, screen, answer section by section, check and complete, read the result."""

from .carrying import Carrying
from .checking import CheckAnswers
from .proposing import InstallScreening, Propose
from .result import Result
from .risks import Risks
from .screening import Screening
from .sections import SectionPage
from .tasks import Tasks

__all__ = [
    "Carrying", "CheckAnswers", "InstallScreening", "Propose", "Result", "Risks", "Screening", "SectionPage", "Tasks",
]  # fmt: skip
