"""Web Push: the encryption of RFC 8291 and the sender's key of RFC 8292.

Nothing here speaks HTTP: whoever sends decides which addresses may be called. So the two formats
are made here, of the primitives of ``cryptography`` (docs/decisions/0028-web-push.md).
"""

from __future__ import annotations

import base64
import binascii
import os
import time
from typing import TYPE_CHECKING, Final

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from yarl import URL

from jobscout import files
from jobscout.errors import SettingError

if TYPE_CHECKING:
    from pathlib import Path

POINT_BYTES: Final = 65  # a public key of P-256, uncompressed
AUTH_BYTES: Final = 16
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
RECORD_BYTES: Final = 4096  # the one record that every push service takes
# header, the mark of the last record, and AES-GCM's tag
MAX_PLAINTEXT: Final = RECORD_BYTES - (SALT_BYTES + 4 + 1 + POINT_BYTES) - 1 - 16
SIGNED_S: Final = 12 * 3600  # a push service refuses more than a day
_CURVE: Final = ec.SECP256R1()


def unpadded(raw: bytes) -> str:
    """Base64 in the alphabet for URLs, without padding, as all of Web Push has it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def padded(text: str, size: int) -> bytes:
    """The *size* bytes that *text* spells. Raises ValueError."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("is not base64url") from error
    if len(raw) != size:
        raise ValueError(f"must be {size} bytes in base64url")
    return raw


def public_key(text: str) -> ec.EllipticCurvePublicKey:
    """Raises ValueError: *text* is no point of P-256."""
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, padded(text, POINT_BYTES))


def encrypted(
    plaintext: bytes,
    p256dh: str,
    auth: str,
    *,
    key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """*plaintext* in one record of ``aes128gcm``, for the browser with these keys.

    *key* and *salt* are new for each message, but for a test.
    """
    theirs = public_key(p256dh)
    key, salt = key or ec.generate_private_key(_CURVE), salt or os.urandom(SALT_BYTES)
    ours = _point(key.public_key())
    shared = key.exchange(ec.ECDH(), theirs)
    info = b"WebPush: info\0" + _point(theirs) + ours
    secret = _derived(shared, padded(auth, AUTH_BYTES), info, 32)
    content_key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    sealed = AESGCM(content_key).encrypt(nonce, plaintext + b"\x02", None)
    return salt + RECORD_BYTES.to_bytes(4) + bytes([len(ours)]) + ours + sealed


class SenderKey:
    """The key by which push services know this installation (VAPID), from its 32 bytes."""

    def __init__(self, text: str) -> None:
        """Raises ValueError: *text* is no private key of P-256."""
        number = int.from_bytes(padded(text, KEY_BYTES))
        self._key = ec.derive_private_key(number, _CURVE)
        self.public = unpadded(_point(self._key.public_key()))

    def authorization(self, endpoint: str, contact: str) -> str:
        """The header for a message to *endpoint*; *contact* is a mailto: or https: address."""
        claims = {
            "aud": str(URL(endpoint).origin()),
            "exp": int(time.time()) + SIGNED_S,
            "sub": contact,
        }
        return f"vapid t={jwt.encode(claims, self._key, algorithm='ES256')}, k={self.public}"


def sender_key(setting: str | None, path: Path) -> SenderKey:
    """The key of VAPID_PRIVATE_KEY, or the one made once in the file *path*.

    Raises:
        SettingError: it is no key.
    """
    if setting is None and not path.exists():
        number = ec.generate_private_key(_CURVE).private_numbers().private_value
        # a second process that does the same finds this one's
        files.write(path, unpadded(number.to_bytes(KEY_BYTES)).encode(), replace=False)
    try:
        return SenderKey(setting or path.read_text("ascii").strip())
    except ValueError as error:
        name = "VAPID_PRIVATE_KEY" if setting else "DATA_DIR"
        where = "" if setting else f"{path} "
        raise SettingError(name, f"{where}is no private key of P-256 in base64url") from error


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, size: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=size, salt=salt, info=info).derive(secret)
