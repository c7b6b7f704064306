"""Web Push: the bytes of RFC 8291, and the key that is made once."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from jobscout.errors import SettingError
from jobscout.outside.channels.webpush import WebPush
from jobscout.outside.web_push import encrypted, padded, public_key, sender_key
from jobscout.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_example_of_the_rfc() -> None:
    """RFC 8291, Appendix A: the same key and salt make the same message."""
    number = int.from_bytes(padded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", 32))
    message = encrypted(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        key=ec.derive_private_key(number, ec.SECP256R1()),
        salt=padded("DGv6ra1nlYgDCS1FRnbzlw", 16),
    )

    assert base64.urlsafe_b64encode(message).rstrip(b"=").decode() == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAm"
        "S6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_"
        "Qulcy4a-fN"
    )


def test_key_is_made_once(tmp_path: Path) -> None:
    """Browsers subscribe to one key: it outlives a restart, and a setting wins."""
    path = tmp_path / "vapid"
    first, again = sender_key(None, path), sender_key(None, path)
    other = sender_key("x" * 42 + "w", path)

    assert first.public == again.public != other.public
    assert path.stat().st_mode & 0o777 == 0o600
    header = first.authorization("https://push.example:8443/wpush/1?x=2", "mailto:a@b.example")
    token, key = (part.partition("=")[2] for part in header.removeprefix("vapid ").split(", "))
    claims = jwt.decode(*(token, public_key(key), ["ES256"]), audience="https://push.example:8443")
    assert (key, claims["sub"]) == (first.public, "mailto:a@b.example")


@pytest.mark.parametrize("text", ["", "AAAA", "A" * 43, "/" * 43, "_" * 42 + "8"])
def test_what_is_no_key(tmp_path: Path, text: str) -> None:
    """A setting or a file that holds no key says so, without repeating it."""
    (tmp_path / "vapid").write_text(text)
    for setting in filter(None, (text,)):
        with pytest.raises(SettingError, match=r"^VAPID_PRIVATE_KEY is no private key") as wrong:
            sender_key(setting, tmp_path / "vapid")
        assert text not in str(wrong.value)
    with pytest.raises(SettingError, match=r"^DATA_DIR"):
        sender_key(None, tmp_path / "vapid")


async def test_what_the_doctor_says() -> None:
    """Processes that share a database need one key; a single one makes its own."""
    shared = Settings(database_url="postgresql://db/jobscout")
    found = [
        (await WebPush.examine(settings))[0].state
        for settings in (Settings(), shared, Settings(vapid_private_key="x" * 42 + "w"))
    ]

    assert found == ["ok", "remark", "ok"]
