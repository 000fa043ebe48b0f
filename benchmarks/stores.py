"""The fact store: opened against ``json.load``, looked up in against TinyDB's own search."""

import gc
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace
from tinydb import Query, TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from benchmarks.lines import Line, against, best, once
from benchmarks.place import ROOT
from quizgen.flow.library import STORE
from quizgen.model import Fact
from quizgen.store import FactStore

SIZES = (1_000, 10_000, 100_000)
TOPICS = 50  # so that a topic holds a share of the facts that does not shrink


def facts_of(count: int) -> list[Fact]:
    """As many facts, made of the shipped ones."""
    shipped = FactStore(ROOT / "facts" / STORE).facts
    return [
        replace(shipped[n % len(shipped)], id=f"thing-{n}/relation", topic=f"topic-{n % TOPICS}")
        for n in range(count)
    ]


def measure(quick: bool = False) -> Iterator[Line]:
    """Opening, looking up by id, by topic; at each size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[: 1 if quick else None]:
            yield from _of_size(size, Path(folder) / f"{size}.json")


def _of_size(size: int, path: Path) -> Iterator[Line]:
    FactStore(path).replace(FactStore(ROOT / "facts" / STORE).sources, facts_of(size))
    times = 5 if size < 100_000 else 2
    gc.collect()
    ours = best(lambda: FactStore(path).facts, times)
    gc.collect()
    yield against(
        f"opening {size:,} facts", ours, "`json.load`", best(lambda: _loaded(path), times)
    )
    store, wanted, ask = FactStore(path), f"thing-{size * 2 // 3}/relation", Query()
    store.get(wanted)  # the index is made once
    store.topic("topic-1")
    rival = "TinyDB's own search, in memory"
    with TinyDB(path, storage=CachingMiddleware(JSONStorage)) as database:
        table = database.table("facts", cache_size=0)
        assert len(store.get(wanted)) == len(table.search(ask.id == wanted)) == 1
        yield against(
            f"a fact by id among {size:,}",
            best(lambda: [store.get(wanted) for _ in range(100)]) / 100,
            rival,
            once(lambda: table.search(ask.id == wanted)),
        )
        yield against(
            f"the facts of a topic among {size:,}",
            best(lambda: store.topic("topic-1")),
            rival,
            once(lambda: table.search(ask.topic == "topic-1")),
        )


def _loaded(path: Path) -> object:
    with path.open(encoding="utf-8") as file:
        return json.load(file)
