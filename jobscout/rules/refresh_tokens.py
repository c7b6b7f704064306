"""Refresh tokens: opaque to clients, stored only as hashes, one family for each session.

A token is the family's secret followed by its own secret. The family's part never changes, so
a token that was spent long ago is recognised without a row of its own. The pair that a token
was spent for can be decrypted with that token only.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FAMILY_CHARS: Final = 22  # 128 random bits
_NONCE_BYTES: Final = 12  # NIST SP 800-38D, 5.2.1.1


def first_token() -> str:
    """The first token of a new family."""
    return secrets.token_urlsafe(16) + _own()


def next_token(spent: str) -> str:
    """The next token in the family of *spent*."""
    return spent[:FAMILY_CHARS] + _own()


def token_hash(token: str) -> bytes:
    # 384 random bits need no slow hash
    return hashlib.sha256(token.encode()).digest()


def family_hash(token: str) -> bytes:
    return hashlib.sha256(b"family " + token[:FAMILY_CHARS].encode()).digest()


def seal(spent: str, pair: bytes) -> bytes:
    """Encrypts *pair* so that only a holder of the token *spent* can read it."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(spent)).encrypt(nonce, pair, None)


def unseal(spent: str, sealed: bytes) -> bytes:
    """Decrypts what was sealed with *spent*. Raises cryptography's InvalidTag for another token."""
    return AESGCM(_key(spent)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)


def _own() -> str:
    return secrets.token_urlsafe(32)


def _key(spent: str) -> bytes:
    return hashlib.sha256(b"seal " + spent.encode()).digest()
