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
    ask = Query()
    sources = FactStore(ROOT / "facts" / STORE).sources
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[: 1 if quick else None]:
            path = Path(folder) / f"{size}.json"
            FactStore(path).replace(sources, facts_of(size))
            times = 5 if size < 100_000 else 2
            wanted = f"thing-{size * 2 // 3}/relation"
            gc.collect()
            ours = best(lambda path=path: FactStore(path).facts, times)
            gc.collect()
            theirs = best(lambda path=path: json.load(path.open(encoding="utf-8")), times)
            yield against(f"opening {size:,} facts", ours, "`json.load`", theirs)
            store = FactStore(path)
            store.get(wanted)  # the index is made once
            store.topic("topic-1")
            with TinyDB(path, storage=CachingMiddleware(JSONStorage)) as database:
                table = database.table("facts", cache_size=0)
                rival = "TinyDB's own search, in memory"
                table.search(ask.id == wanted)
                assert len(store.get(wanted)) == len(table.search(ask.id == wanted)) == 1
                yield against(
                    f"a fact by id among {size:,}",
                    best(lambda s=store, w=wanted: [s.get(w) for _ in range(100)]) / 100,
                    rival,
                    once(lambda t=table, w=wanted: t.search(ask.id == w)),
                )
                yield against(
                    f"the facts of a topic among {size:,}",
                    best(lambda s=store: s.topic("topic-1")),
                    rival,
                    once(lambda t=table: t.search(ask.topic == "topic-1")),
                )
