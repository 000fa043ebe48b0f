"""AnkiConnect for tests: a server on this machine that speaks its documented protocol.

The good answers come from a real collection of the engine, as the add-on's do; faults are put in
by hand.
"""

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.anki import engine

Fault = Callable[["FakeAnki", dict[str, Any]], Any]


class FakeAnki:
    """What the add-on does with each action. ``calls`` keeps what was asked. ``faults`` maps an
    action to what happens instead; ``raw`` are bytes to send in place of any answer."""

    def __init__(self, col: Any, *, key: str = "", tells_mod: bool = True) -> None:
        self.col = col
        self.key = key
        self.tells_mod = tells_mod
        self.calls: list[dict[str, Any]] = []
        self.faults: dict[str, Fault] = {}
        self.raw: bytes | None = None
        self.status = 200
        self.delay = 0.0
        self.address = ""

    def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """One action: result and error, as version 6 gives them."""
        self.calls.append(request)
        try:
            if request.get("key", "") != self.key:
                raise ValueError("valid api key must be provided")
            action, params = request["action"], request.get("params", {})
            if action in self.faults:
                return {"result": self.faults[action](self, params), "error": None}
            method = getattr(self, f"do_{action}", None)
            if method is None:
                raise ValueError("unsupported action")
            return {"result": method(**params), "error": None}
        except Exception as error:
            return {"result": None, "error": str(error)}

    def actions(self) -> list[str]:
        """The names of what was asked, those inside multi too."""
        return [call["action"] for call in self.calls]

    def do_version(self) -> int:
        return 6

    def do_multi(self, actions: list[dict[str, Any]]) -> list[Any]:
        return [self.handle(action) for action in actions]

    def do_findNotes(self, query: str) -> list[int]:  # noqa: N802
        return list(self.col.find_notes(query))

    def do_notesInfo(self, notes: list[int]) -> list[dict[str, Any]]:  # noqa: N802
        found = []
        for identity in notes:
            note = self.col.get_note(identity)
            info = {
                "noteId": note.id,
                "tags": note.tags,
                "fields": {
                    name: {"value": value, "order": at}
                    for at, (name, value) in enumerate(note.items())
                },
                "modelName": note.note_type()["name"],
                "cards": [card.id for card in note.cards()],
            }
            found.append({**info, "mod": note.mod} if self.tells_mod else info)
        return found

    def do_updateNoteFields(self, note: dict[str, Any]) -> None:  # noqa: N802
        known = self.col.get_note(note["id"])
        for name, value in note["fields"].items():
            if name in known:
                known[name] = value
        self.col.update_note(known)

    def do_addTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self.col.tags.bulk_add(notes, tags)

    def do_removeTags(self, notes: list[int], tags: str) -> None:  # noqa: N802
        self.col.tags.bulk_remove(notes, tags)

    def do_storeMediaFile(self, filename: str, data: str) -> str:  # noqa: N802
        return str(self.col.media.write_data(filename, base64.b64decode(data)))

    def do_importPackage(self, path: str) -> bool:  # noqa: N802
        engine.put_in(self.col, Path(path))
        return True

    def do_areSuspended(self, cards: list[int]) -> list[bool]:  # noqa: N802
        return [self.col.get_card(card).queue == -1 for card in cards]

    def do_suspend(self, cards: list[int]) -> bool:
        self.col.sched.suspend_cards(cards)
        return True


@contextmanager
def serving(fake: FakeAnki) -> Iterator[FakeAnki]:
    """The fake behind a port of this machine; its ``address`` is set."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(fake.delay)
            answer = fake.raw
            if answer is None:
                answer = json.dumps(fake.handle(json.loads(body))).encode()
            self.send_response(fake.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
