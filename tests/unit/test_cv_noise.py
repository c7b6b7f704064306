"""Files that nobody wrote on purpose: noise, and sound files with bytes changed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.cv_files import LINE, down, fault_of, pdf, repacked, word_file

if TYPE_CHECKING:
    from pathlib import Path


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=2000), head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]))
def test_noise_ends_with_a_fault(tmp_path: Path, data: bytes, head: bytes) -> None:
    """Whatever the bytes, nothing but an UnreadableError comes out."""
    assert not fault_of(tmp_path, head + data).startswith("was read")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_pdf_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes overwritten and cut out anywhere."""
    whole = bytearray(pdf(LINE, down(72, 700, "SKILLS", "Python, Java", "Docker")))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))

    fault_of(tmp_path, bytes(whole))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_changed_docx_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """As above, inside its document, so that the archive stays sound."""
    whole = word_file("Skills", "Python, Java")
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        body = bytearray(package.read("word/document.xml"))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))

    fault_of(tmp_path, repacked(whole, "word/document.xml", bytes(body)))
