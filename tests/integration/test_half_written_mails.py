"""Mails that a killed process left half written: swept, and never left of an erased person."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobscout.outgoing import Mail
from jobscout.outside.mail import FileMailer

if TYPE_CHECKING:
    from pathlib import Path

GONE = "ada@example.org"


def mail(to: str, number: int) -> Mail:
    return Mail(
        to=to,
        subject="New jobs",
        text="text",
        html="<p>text</p>",
        message_id=f"<{number}@example.org>",
        headers={},
    )


def leave_half(folder: Path, name: str, content: bytes) -> Path:
    half = folder / name
    half.write_bytes(content)
    return half


async def test_erasure_takes_them_too(tmp_path: Path) -> None:
    """Whatever it says so far: of a mail that breaks off before its To nobody knows whose it is."""
    mailer = FileMailer(tmp_path, "jobscout@localhost")
    await mailer.send(mail(GONE, 1))
    await mailer.send(mail("bob@example.org", 2))
    leave_half(tmp_path, ".3_example.org.eml.0123456789abcdef", f"To: {GONE}\r\n".encode())
    leave_half(tmp_path, ".4_example.org.eml.4711", b"From: jobscout@localhost\r\nTo: ad")

    await mailer.forget(GONE)

    assert [path.name for path in tmp_path.iterdir()] == ["2@example.org.eml"]


async def test_sweep(tmp_path: Path) -> None:
    """Old ones go, those of a process that is at work stay, and so does every whole mail."""
    mailer = FileMailer(tmp_path, "jobscout@localhost")
    await mailer.send(mail(GONE, 1))
    old = leave_half(tmp_path, ".2.eml.0123456789abcdef", b"From:")
    os.utime(old, (0, 0))
    young = leave_half(tmp_path, ".3.eml.0123456789abcdef", b"From:")

    assert await mailer.sweep() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "1@example.org.eml"]
