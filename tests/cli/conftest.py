"""The shipped data, built if need be, and an empty folder for the learner."""

from tests.faults.conftest import (  # noqa: F401
    data,
    kept_data,
    note,
    on_the_copy,
    open_folder,
    shipped,
)
