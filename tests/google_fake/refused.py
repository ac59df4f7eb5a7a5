"""A refusal of Google: status, words."""

from __future__ import annotations

from typing import Any

STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}


class RefusedError(Exception):
    """Raised where a request is refused; `reason` is Drive's word for it."""

    def __init__(self, status: int, message: str, reason: str = "", name: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.reason = reason
        self.name = name or STATUSES.get(status, "UNKNOWN")

    def body(self, drive: bool = False) -> dict[str, Any]:
        """Return the answer's body, as Sheets words it or as Drive does."""
        error: dict[str, Any] = {"code": self.status, "message": self.message}
        if drive:
            error["errors"] = [{"message": self.message, "domain": "global", "reason": self.reason or "badRequest"}]
            return {"error": error}
        error["status"] = self.name
        if self.reason:
            about = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": self.reason}
            error["details"] = [about | {"domain": "googleapis.com"}]
        return {"error": error}
