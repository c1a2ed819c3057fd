"""How each kind of question is asked in a form, whoever asks."""

from .forms import AskedForm
from .ways import way

__all__ = ["AskedForm", "way"]
