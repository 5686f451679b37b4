"""Which kinds of questions a set is made of.

Of every ten: four Technical, three Behavioral, two Situational, one Problem-Solving; three Easy,
five Medium, two Hard. Shorter sets are the beginning of the list, whose first places are those an
interviewer would keep.
"""

from __future__ import annotations

from libs.profile.interview import Category, Difficulty

Slot = tuple[Category, Difficulty]

MOST = 30
_SLOTS: tuple[Slot, ...] = (
    ("Technical", "Medium"),
    ("Behavioral", "Medium"),
    ("Technical", "Easy"),
    ("Situational", "Hard"),
    ("Behavioral", "Easy"),
    ("Technical", "Hard"),
    ("Problem-Solving", "Medium"),
    ("Technical", "Medium"),
    ("Behavioral", "Medium"),
    ("Situational", "Easy"),
    ("Technical", "Medium"),
    ("Behavioral", "Easy"),
    ("Technical", "Easy"),
    ("Situational", "Medium"),
    ("Behavioral", "Hard"),
    ("Technical", "Medium"),
    ("Problem-Solving", "Hard"),
    ("Technical", "Medium"),
    ("Behavioral", "Medium"),
    ("Situational", "Easy"),
    ("Technical", "Medium"),
    ("Behavioral", "Medium"),
    ("Technical", "Easy"),
    ("Situational", "Hard"),
    ("Behavioral", "Easy"),
    ("Technical", "Hard"),
    ("Problem-Solving", "Easy"),
    ("Technical", "Medium"),
    ("Behavioral", "Medium"),
    ("Situational", "Medium"),
)


def slots(count: int) -> tuple[Slot, ...]:
    """The kinds of `count` questions, 1 to MOST."""
    if not 1 <= count <= MOST:
        raise ValueError(f"a set has 1 to {MOST} questions")
    return _SLOTS[:count]
