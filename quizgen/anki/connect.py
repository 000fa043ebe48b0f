"""AnkiConnect's HTTP protocol, version 6: one JSON object out, one back.

``{"action", "version", "params"}`` goes out by POST; ``{"result", "error"}`` comes back. See the
add-on's own description (FooSoft/anki-connect).
"""

import http.client
import json
import socket
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from quizgen.errors import AnkiConnectError

ADDRESS = "http://127.0.0.1:8765"
VERSION = 6
_MOST_BYTES = 256 << 20
_START = "Start Anki with the AnkiConnect add-on (number 2055492159) and try again"


class AnkiConnect:
    """A running Anki. ``timeout`` is in seconds, for each answer but an import's, which may take
    ``import_timeout``. ``key`` is the add-on's apiKey, where one is set."""

    def __init__(
        self,
        address: str = ADDRESS,
        *,
        timeout: float = 10.0,
        import_timeout: float = 300.0,
        key: str = "",
    ) -> None:
        try:
            parts = urlsplit(address)
            port, host = parts.port, parts.hostname
        except ValueError:  # a port that is no number, an open bracket
            port, host = 0, None
        if not host or port == 0 or parts.scheme != "http":
            raise AnkiConnectError(f"{address}: not an address of AnkiConnect", f"Use {ADDRESS}")
        self.address = address
        self._host, self._port = host, port or 80
        self._timeout = timeout
        self._import_timeout = import_timeout
        self._key = key

    def call(self, action: str, **params: Any) -> Any:
        """The result of one action.

        Raises AnkiConnectError where nothing answers, the answer takes too long or makes no
        sense, or Anki reports an error.
        """
        timeout = self._import_timeout if action == "importPackage" else self._timeout
        return _result(action, self._post(self._request(action, params), action, timeout))

    def call_all(self, actions: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Any]:
        """The results of several actions sent as one. Raises AnkiConnectError at the first that
        failed; those before it are done."""
        if not actions:
            return []
        answers = self.call("multi", actions=[self._request(*action) for action in actions])
        if not isinstance(answers, list) or len(answers) != len(actions):
            raise _senseless("multi")
        return [
            _result(action, answer) for (action, _), answer in zip(actions, answers, strict=True)
        ]

    def _request(self, action: str, params: Mapping[str, Any]) -> dict[str, Any]:
        request: dict[str, Any] = {"action": action, "version": VERSION, "params": dict(params)}
        return {**request, "key": self._key} if self._key else request

    def _post(self, request: Mapping[str, Any], action: str, timeout: float) -> Any:
        # Straight to the address: a proxy of the environment has no business with 127.0.0.1.
        connection = http.client.HTTPConnection(self._host, self._port, timeout=timeout)
        body = json.dumps(request, ensure_ascii=False).encode()
        try:
            connection.request("POST", "/", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            data = response.read(_MOST_BYTES + 1)
        except TimeoutError as error:
            raise AnkiConnectError(
                f"Anki at {self.address} did not answer {action} within {timeout:g} s",
                "Close any window that waits for an answer in Anki, and try again",
            ) from error
        except ConnectionRefusedError as error:
            raise AnkiConnectError(
                f"Anki is not running: nothing answers at {self.address}", _START
            ) from error
        except (OSError, http.client.HTTPException, socket.gaierror) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise AnkiConnectError(
                f"Anki at {self.address} broke off at {action} ({why})", _START
            ) from error
        finally:
            connection.close()
        if response.status == http.HTTPStatus.FORBIDDEN:
            raise AnkiConnectError(f"AnkiConnect at {self.address} refuses this program", _START)
        if response.status != http.HTTPStatus.OK:
            raise AnkiConnectError(f"{self.address} answers {response.status} to {action}", _START)
        if len(data) > _MOST_BYTES:
            raise _senseless(action)
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise _senseless(action) from error


def _senseless(action: str) -> AnkiConnectError:
    return AnkiConnectError(
        f"The answer to {action} makes no sense", "Is it AnkiConnect that listens there?"
    )


def _result(action: str, answer: Any) -> Any:
    if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
        raise _senseless(action)
    if answer["error"] is not None:
        raise AnkiConnectError(f"Anki reports at {action}: {answer['error']}", "Mend it and retry")
    return answer["result"]
