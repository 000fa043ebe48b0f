"""What a learner may set about scheduling."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Steps = tuple[Annotated[int, Meta(gt=0, le=86_400)], ...]


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Scheduling settings with their defaults.

    ``learning_steps`` and ``relearning_steps`` are seconds; empty means a card leaves for the day
    scale at once. ``parameters`` are FSRS weights, empty for the defaults of py-fsrs.
    ``new_per_day`` and ``total_per_day`` are counted in cards, 0 total means no limit.
    ``learn_ahead`` is how many seconds early a learning card may come when nothing else is left.
    """

    retention: Annotated[float, Meta(ge=0.7, le=0.99)] = 0.9
    learning_steps: Steps = (60, 600)
    relearning_steps: Steps = (600,)
    maximum_interval: Annotated[int, Meta(ge=1, le=36_500)] = 36_500
    parameters: tuple[float, ...] = ()
    fuzz: bool = True
    new_per_day: Annotated[int, Meta(ge=0)] = 20
    total_per_day: Annotated[int, Meta(ge=0)] = 0
    put_off_siblings: bool = True
    learn_ahead: Annotated[int, Meta(ge=0)] = 1_200
    leech_lapses: Annotated[int, Meta(ge=2)] = 8
    leech_action: Literal["mark", "suspend"] = "mark"
    rollover_hour: Annotated[int, Meta(ge=0, le=23)] = 4
