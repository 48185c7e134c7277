"""How a quiz draws, as its settings say (pure)."""

from lms.content.version_facts import QuizFacts
from lms.questions.quiz_draw import DrawRules


def rules_of(facts: QuizFacts) -> DrawRules:
    """The rules by which the questions of a quiz are drawn and shuffled."""
    settings = facts.settings
    return DrawRules(settings.draw, facts.pools, settings.shuffle_questions, settings.shuffle_options)
