"""The service account's key file, and what is signed with it."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from google.auth import crypt, jwt

from sheets.google.errors import GoogleError

# The least that works: spreadsheets are read and written, of Drive nothing but names and times is seen.
SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
AUDIENCE = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3600  # seconds; Google takes no longer one


@dataclass(frozen=True, slots=True)
class Key:
    """A service account: its address (sheets are shared with it), where tokens are fetched, and what signs."""

    account: str
    token_uri: str
    signer: crypt.Signer = field(repr=False)


def read_key(path: Path) -> Key:
    """Return the key of this file; raises GoogleError where there is none, others can read it, or it is another file.

    Only the path stands in config.yaml or BAOCAO_GOOGLE_KEY. Whoever has the file can do all that the service account
    can, so on POSIX it must belong to its owner alone; Windows keeps no such bits (`doctor` warns there).
    """
    facts = {"file": str(path)}
    try:
        with path.open("rb") as file:
            exposed = os.name == "posix" and bool(stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077)
            text = b"" if exposed else file.read()
    except OSError as error:
        raise GoogleError("google-key-missing", str(error), facts) from error
    if exposed:
        raise GoogleError("google-key-exposed", facts=facts)
    try:
        return _key(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        # the reason may quote the key, so the log gets its kind alone
        raise GoogleError("google-key-invalid", type(error).__name__, facts) from None


def _key(info: object) -> Key:
    """Return the key that this JSON holds; raises ValueError, KeyError or TypeError where it holds none."""
    if not isinstance(info, dict) or info.get("type") != "service_account":
        raise ValueError
    account, token_uri = info["client_email"], info.get("token_uri", AUDIENCE)
    if not isinstance(account, str) or not isinstance(token_uri, str):
        raise TypeError
    if not _is_googles(token_uri):
        raise ValueError
    signer: crypt.Signer = crypt.RSASigner.from_service_account_info(info)  # type: ignore[no-untyped-call]  # google-auth
    return Key(account, token_uri, signer)


def _is_googles(token_uri: str) -> bool:
    """Tell whether a token may be fetched there: Google's own hosts over TLS, or this machine itself, for tests.

    What is sent there is signed with the key: a key file that names another place would give it away.
    """
    parts = urlsplit(token_uri)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return host == "accounts.google.com" or host.endswith(".googleapis.com")
    return parts.scheme == "http" and host == "127.0.0.1"


def assertion(key: Key, at: float) -> str:
    """Return the signed request for a token (RFC 7523) as of this moment, in seconds since 1970."""
    claims = {
        "iss": key.account,
        "scope": " ".join(SCOPES),
        "aud": AUDIENCE,
        "iat": int(at),
        "exp": int(at) + LIFETIME,
    }
    signed: bytes = jwt.encode(key.signer, claims)  # type: ignore[no-untyped-call]  # google-auth has no types here
    return signed.decode("ascii")
