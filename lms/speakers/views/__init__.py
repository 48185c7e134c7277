"""Pages of speakers: for everybody, for the person, for the office."""

from lms.speakers.views import offers, own, papers, public, speaker
from lms.speakers.views.blueprint import bp

__all__ = ["bp", "offers", "own", "papers", "public", "speaker"]
