"""The token endpoint: a service account's signed request (RFC 7523) against a token that lives an hour."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.google_fake.discovery import Obj

AUDIENCE = "https://oauth2.googleapis.com/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
HOUR = 3600
SKEW = 300  # seconds that a clock may be wrong


@dataclass(slots=True)
class Account:
    """One service account with its key; `revoked` and `gone` are what an administrator may have done."""

    address: str = "baocao@so-khcn.iam.gserviceaccount.com"
    private: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048), repr=False)
    revoked: bool = False
    gone: bool = False

    def key_file(self, token_uri: str) -> str:
        """Return what Google gives an administrator to download."""
        pem = self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        told = {
            "type": "service_account",
            "project_id": "so-khcn",
            "private_key_id": "0123456789abcdef",
            "private_key": pem.decode("ascii"),
            "client_email": self.address,
            "client_id": "1",
            "token_uri": token_uri,
        }
        return json.dumps(told)


class Tokens:
    """Gives tokens and knows them again."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.given: dict[str, tuple[float, frozenset[str]]] = {}

    def give(self, form: bytes, now: float) -> tuple[int, Obj]:
        """Return status and answer for a request for a token."""
        fields = {name: values[0] for name, values in parse_qs(form.decode("ascii")).items()}
        if fields.get("grant_type") != GRANT:
            return 400, {"error": "unsupported_grant_type", "error_description": "Invalid grant_type"}
        try:
            claims = self._claims(fields.get("assertion", ""))
        except (ValueError, binascii.Error, InvalidSignature):
            return _refused("Invalid JWT Signature.")
        if self.account.gone or claims.get("iss") != self.account.address:
            return _refused("Invalid grant: account not found")
        begins, ends = claims["iat"], claims["exp"]
        if claims["aud"] != AUDIENCE or ends - begins > HOUR or begins > now + SKEW or ends < now - SKEW:
            return _refused(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim."
            )
        token = f"ya29.{len(self.given)}"
        self.given[token] = (now + HOUR, frozenset(claims["scope"].split()))
        return 200, {"access_token": token, "expires_in": HOUR - 1, "token_type": "Bearer"}

    def _claims(self, assertion: str) -> Obj:
        head, body, signature = assertion.split(".")
        if json.loads(_bytes(head)).get("alg") != "RS256" or self.account.revoked:
            raise ValueError(head)
        signed = f"{head}.{body}".encode("ascii")
        self.account.private.public_key().verify(_bytes(signature), signed, padding.PKCS1v15(), hashes.SHA256())
        claims: Obj = json.loads(_bytes(body))
        return claims

    def scopes(self, header: str, now: float) -> frozenset[str] | None:
        """Return what this token allows; None where it is not one, or no longer."""
        ends, scopes = self.given.get(header.removeprefix("Bearer "), (0.0, frozenset()))
        return scopes if now < ends else None

    def forget(self) -> None:
        """Let no token be good any more."""
        self.given = {token: (0.0, scopes) for token, (_, scopes) in self.given.items()}


def _bytes(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _refused(why: str) -> tuple[int, Obj]:
    return 400, {"error": "invalid_grant", "error_description": why}
