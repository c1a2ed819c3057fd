"""The assessments of uses of data, with their answers, evidence, risks and ratings."""

from .answers import Answer, Evidence
from .assessments import AssessedActivity, Assessment
from .clearances import Clearance
from .mitigations import Acceptance, Mitigation, MitigationEffect, Progress
from .risks import Impact, Likelihood, Risk
from .runs import ScoreRun

__all__ = [
    "Acceptance",
    "Answer",
    "AssessedActivity",
    "Assessment",
    "Clearance",
    "Evidence",
    "Impact",
    "Likelihood",
    "Mitigation",
    "MitigationEffect",
    "Progress",
    "Risk",
    "ScoreRun",
]
