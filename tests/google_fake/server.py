"""The door: an HTTP server on this machine, and the faults that happen on the way."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.google_fake.faults import Fault
from tests.google_fake.service import Asked, Google

PAGE = b"<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title><p>That's an error.</html>"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, google: Google) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.google = google
        self.closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no fault of the server's; anything else has to fail the test."""
        import sys

        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.google.violations.append(f"the fake failed: {error!r}")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out whole: in two packets it would wait 40 ms for the client's leave
    server: _Server

    def _handle(self) -> None:
        google = self.server.google
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        request = Asked(self.command, self.path, dict(self.headers.items()), body)
        google.note(request)
        fault = google.faults.take(request.kind, request.path)
        if fault is None:
            self._answer(*google.answer(request))
        else:
            self._fail(fault, request)

    do_GET = do_POST = do_PUT = _handle  # noqa: N815 -- the names that http.server calls

    def _answer(self, status: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(answer, ensure_ascii=False).encode(), "application/json; charset=UTF-8", headers)

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None, cut: int = 0) -> None:
        self.send_response_only(status)
        self.send_header("Date", formatdate(self.server.google.now(), usegmt=True))
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + cut))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _fail(self, fault: Fault, request: Asked) -> None:
        status, answer = self.server.google.answer(request) if fault.effect else (200, {})
        if fault.how == "status":
            error = {"code": fault.status, "message": "Injected.", "status": fault.reason}
            if request.kind == "drive":
                error["errors"] = [{"domain": "usageLimits", "reason": fault.reason, "message": "Injected."}]
            self._answer(fault.status, {"error": error}, fault.headers)
        elif fault.how == "html":
            self._send(fault.status, PAGE, "text/html; charset=UTF-8", fault.headers)
        elif fault.how == "half":
            whole = json.dumps(answer or {"spreadsheetId": "half"}).encode()
            self._send(status, whole[: len(whole) // 2], "application/json", cut=len(whole) - len(whole) // 2)
            self._drop()
        elif fault.how == "drop":
            self._drop()
        else:
            self.server.closing.wait(5)
            self._drop()

    def _drop(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(google: Google) -> Iterator[str]:
    """Serve this Google on a free port; give the address."""
    server = _Server(google)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
