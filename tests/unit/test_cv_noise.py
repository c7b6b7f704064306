"""Files that nobody wrote on purpose: noise, and sound files with bytes changed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobscout.cv.lines import Line, Placed
from jobscout.cv.sections import placed
from jobscout.cv.years import years_of_experience
from tests.unit.cv_files import LINE, TODAY, down, fault_of, pdf, repacked, word_file
from tests.unit.test_cv_docx_corners import BODIES, made

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


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_changed_corners_are_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Fields without ends, controls without contents, alternatives without choices."""
    names = data.draw(st.lists(st.sampled_from(sorted(BODIES)), min_size=1, max_size=4))
    written = io.BytesIO()
    made("".join(BODIES[name][0] for name in names)).save(written)
    with zipfile.ZipFile(written) as package:
        body = bytearray(package.read("word/document.xml"))
    tags = [n for n, byte in enumerate(body) if byte == ord("<")]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(tags))
        body[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=4))

    fault_of(tmp_path, repacked(written.getvalue(), "word/document.xml", bytes(body)))


SAID = """Experience Skills Education 2019 令和 元年 - Jan till 〜 now ( continued พ.ศ. Q1
    / 18 年 4月 ' fy of"""
WORDS = st.sampled_from([*SAID.split(), "\t", " ", "\n"])


@settings(max_examples=200)
@given(st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40))
def test_any_words_are_lines(words: list[str]) -> None:
    """No text is lost, and no experience is longer than a life."""
    lines = [Line(text, 1) for text in "".join(words).split("\n")]

    told = placed(lines)
    years = years_of_experience([Placed(line, "experience") for line in lines], TODAY)

    letters = [
        "".join(text.split()) for text in ("".join(words), "".join(one.line.text for one in told))
    ]
    assert sorted(letters[0].replace("-", "")) == sorted(letters[1].replace("-", ""))
    assert years is None or 0 < years <= 80
