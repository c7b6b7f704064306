"""CVs that cannot be read, or not be trusted to be read whole, and files made to do harm."""

from __future__ import annotations

import io
import pickle
import zipfile
import zlib
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from jobscout.cv.files import UnreadableError, kind_of
from tests.unit.cv_files import (
    LINE,
    Said,
    down,
    drawn,
    fault_of,
    file_of,
    objects_of,
    pdf,
    repacked,
    stream,
    word_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sound_file_is_read(tmp_path: Path) -> None:
    """The files that the other tests here break are in order before."""
    assert fault_of(tmp_path, pdf(LINE)).startswith("was read")
    assert fault_of(tmp_path, word_file("Python")).startswith("was read")


def test_the_fault_crosses_processes() -> None:
    """A worker's error arrives with its fault."""
    error = pickle.loads(pickle.dumps(UnreadableError("too-long", "51 pages")))  # noqa: S301

    assert (error.fault, str(error)) == ("too-long", "too-long: 51 pages")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b" " * 1024 + b"%PDF-1.4", None),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "docx"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "docx"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis", None),
        (b"<html>%PDF", None),
        (b"", None),
    ],
)
def test_kinds_by_content(head: bytes, kind: str | None) -> None:
    """The first bytes decide, whatever the file is called."""
    assert kind_of(head) == kind


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", bytes(5000)])
def test_what_is_no_document_is_damaged(tmp_path: Path, data: bytes) -> None:
    """Nothing, noise, and heads without a body."""
    assert fault_of(tmp_path, data) == "damaged"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_an_upload_that_broke_off_is_damaged(tmp_path: Path, share: float) -> None:
    """Whatever part of the file is missing, text that happens to be there is not taken."""
    whole = pdf(*[LINE] * 5)

    assert fault_of(tmp_path, whole[: int(share * len(whole))]) == "damaged"


def test_a_missing_page_is_damaged(tmp_path: Path) -> None:
    """A page tree that names a page which is not in the file."""
    objects = objects_of(stream(drawn(LINE)), stream(drawn(LINE)))
    objects[6] = b"null"

    assert fault_of(tmp_path, file_of(objects)) == "damaged"


def test_missing_contents_are_damaged(tmp_path: Path) -> None:
    """A page whose instructions are not in the file is not an empty page."""
    objects = objects_of(stream(drawn(LINE)), stream(drawn(LINE)))
    objects[7] = b"null"

    assert fault_of(tmp_path, file_of(objects)) == "damaged"


@pytest.mark.parametrize("at", [20, -3])
def test_a_damaged_stream_is_damaged(tmp_path: Path, at: int) -> None:
    """Bytes changed in the middle of a stream, and a checksum that is not its own."""
    packed = bytearray(zlib.compress(drawn(LINE)))
    packed[at] ^= 0xFF
    content = stream(bytes(packed), b"/Filter/FlateDecode", packed=False)

    assert fault_of(tmp_path, file_of(objects_of(content))) == "damaged"


def test_a_stream_without_its_checksum_is_read(tmp_path: Path) -> None:
    """Some writers count the length of a stream four bytes short; nothing is missing."""
    packed = zlib.compress(drawn(LINE))[:-4]
    content = stream(packed, b"/Filter/FlateDecode", packed=False)

    assert fault_of(tmp_path, file_of(objects_of(content))).startswith("was read")


def test_a_form_that_draws_itself_is_damaged(tmp_path: Path) -> None:
    """Directly, and through another."""
    for targets in ((7, 8), (8, 7)):
        forms = [
            stream(
                b"/X Do " + drawn(LINE),
                b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
                % target,
            )
            for target in targets
        ]
        objects = objects_of(stream(b"/X Do"), extra=b"/XObject<</X 7 0 R>>", rest=forms)

        assert fault_of(tmp_path, file_of(objects)) == "damaged"


def test_a_form_that_only_could_draw_itself_is_read(tmp_path: Path) -> None:
    """Writers hand every form the resources of the page, and the form among them."""
    form = stream(
        drawn(LINE),
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 7 0 R>>"
        b"/Font<</F1 3 0 R>>>>",
    )
    objects = objects_of(stream(b"/X Do"), extra=b"/XObject<</X 7 0 R>>", rest=[form])

    assert "Python" in fault_of(tmp_path, file_of(objects))


def test_forms_that_multiply_are_too_long(tmp_path: Path) -> None:
    """Thirty forms that each draw the next one twice are a billion drawings."""
    forms = [
        stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
            % (8 + n),
        )
        for n in range(30)
    ]
    last = stream(drawn(LINE), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    objects = objects_of(stream(b"/X Do"), extra=b"/XObject<</X 7 0 R>>", rest=[*forms, last])

    assert fault_of(tmp_path, file_of(objects)) == "too-long"


def test_a_bomb_is_too_long(tmp_path: Path) -> None:
    """A stream that unpacks to more than any CV holds is not unpacked."""
    zeros = zlib.compress(bytes(2**20))
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(260)) + packer.flush()
    bomb = stream(packed, b"/Filter/FlateDecode", packed=False)

    assert len(bomb) < 300 * len(zeros)
    assert fault_of(tmp_path, file_of(objects_of(bomb))) == "too-long"


def test_pages_beyond_the_bound_are_too_long(tmp_path: Path) -> None:
    """Fifty pages are read, fifty-one and ten thousand are not."""
    assert fault_of(tmp_path, pdf(*[LINE] * 50)).startswith("was read")
    assert fault_of(tmp_path, pdf(*[LINE] * 51)) == "too-long"
    assert fault_of(tmp_path, pdf(*[LINE] * 10_000)) == "too-long"


def test_text_beyond_the_bound_is_too_long(tmp_path: Path) -> None:
    """Few pages with more letters than fifty full ones."""
    page = down(10, 830, *["word " * 2000] * 50)

    assert fault_of(tmp_path, pdf(page)) == "too-long"


def test_a_page_tree_in_a_circle_ends(tmp_path: Path) -> None:
    """Pages whose child is their own parent."""
    objects = objects_of(stream(drawn(LINE)))
    objects[1] = objects[1].replace(b"[5 0 R]", b"[5 0 R 2 0 R]")

    assert fault_of(tmp_path, file_of(objects)) in {"damaged", "too-long"}


@pytest.mark.parametrize(
    ("number", "body"),
    [
        (1, b"1 0 R"),
        (1, b"<</Type/Catalog/Pages 7 0 R>>"),
        (2, b"<</Type/Pages/Kids 7 0 R/Count 1>>"),
        (5, b"<</Type/Page/Parent 2 0 R/Contents 7 0 R>>"),
        (5, b"<</Type 7 0 R/Parent 2 0 R/Contents 6 0 R>>"),
        (6, b"<</Length 7 0 R>>\nstream\nBT ET\nendstream"),
        (6, b"<</Filter 7 0 R/Length 5>>\nstream\nBT ET\nendstream"),
    ],
)
def test_references_to_themselves_end(tmp_path: Path, number: int, body: bytes) -> None:
    """An object that is nothing but a reference to itself, where anything is looked up."""
    objects = [*objects_of(stream(drawn(LINE))), b"7 0 R"]
    objects[number - 1] = body

    assert fault_of(tmp_path, file_of(objects)) in {"damaged", "no-text-layer"}


def test_streams_in_streams_are_bounded(tmp_path: Path) -> None:
    """A bomb packed twice is smaller, and opens no further."""
    packed = zlib.compress(zlib.compress(bytes(60 * 2**20), 9), 9)
    bomb = stream(packed, b"/Filter[/FlateDecode/FlateDecode]", packed=False)

    assert len(bomb) < 2000
    assert fault_of(tmp_path, file_of(objects_of(bomb))) == "too-long"


def test_pages_without_text_have_no_text_layer(tmp_path: Path) -> None:
    """A scan is not an empty CV; neither is a page with nothing but signs."""
    assert fault_of(tmp_path, pdf([])) == "no-text-layer"
    assert fault_of(tmp_path, pdf([Said(72, 700, "- . -")])) == "no-text-layer"
    assert fault_of(tmp_path, word_file("", " ")) == "no-text-layer"


def test_no_page_is_no_text_layer(tmp_path: Path) -> None:
    """A document in order, but for its having no page, whatever file was read before it."""
    locked = file_of(objects_of(stream(drawn(LINE)))).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>"
        % (b"00" * 32, b"00" * 32),
    )

    assert fault_of(tmp_path, locked) == "password-protected"
    assert fault_of(tmp_path, file_of(objects_of())) == "no-text-layer"


def test_an_office_file_with_a_password(tmp_path: Path) -> None:
    """Office keeps an encrypted document in the container of its older formats."""
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

    assert fault_of(tmp_path, container) == "damaged"
    locked = container + "EncryptedPackage".encode("utf-16-le")
    assert fault_of(tmp_path, locked) == "password-protected"


def test_entities_are_refused(tmp_path: Path) -> None:
    """No part may define entities: a few lines of them can make gigabytes."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'

    assert fault_of(tmp_path, repacked(word_file("Python"), "word/document.xml", bomb)) == "damaged"


def test_a_zip_bomb_is_too_long(tmp_path: Path) -> None:
    """The directory tells the sizes before anything is unpacked."""
    filled = repacked(word_file("Python"), "word/media/a.bin", bytes(257 * 2**20))

    assert len(filled) < 2**20
    assert fault_of(tmp_path, filled) == "too-long"


def test_a_zip_that_lies_about_its_sizes_is_damaged(tmp_path: Path) -> None:
    """No more is unpacked than the directory tells, and then the checksum is wrong."""
    large = repacked(word_file("Python"), "word/document.xml", b"<a>" + bytes(2**20) + b"</a>")
    lying = large.replace((2**20 + 7).to_bytes(4, "little"), (64).to_bytes(4, "little"))

    assert lying != large
    assert fault_of(tmp_path, lying) == "damaged"


def test_a_workbook_is_damaged(tmp_path: Path) -> None:
    """It is packed as a document is, and is none."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")

    assert fault_of(tmp_path, written.getvalue()) == "damaged"


def test_strange_characters_do_no_harm(tmp_path: Path) -> None:
    """NUL, lone surrogates and letters that are none, in the tables that fonts bring along."""
    table = (
        b"begincmap 1 begincodespacerange <00><ff> endcodespacerange 4 beginbfchar"
        b" <41><D800> <42><0000> <43><FFFF> <44><DC00D800> endbfchar endcmap"
    )
    objects = objects_of(
        stream(b"BT /F1 10 Tf 72 700 Td (ABCD Python) Tj ET"), rest=[stream(table)]
    )
    objects[2] = objects[2].replace(b">>", b"/ToUnicode 7 0 R>>")

    said = fault_of(tmp_path, file_of(objects))

    assert said.startswith("was read")
    said.encode("utf-8")


def test_the_fault_of_the_file_before_is_not_this_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pdfium keeps its last error; a file that is not encrypted asks for no password."""
    broken = file_of([b"1 0 R", *objects_of(stream(drawn(LINE)))[1:]])

    def refused(_data: bytes) -> None:
        raise pypdfium2.PdfiumError("again", err_code=pypdfium2.raw.FPDF_ERR_PASSWORD)

    monkeypatch.setattr(pypdfium2, "PdfDocument", refused)

    assert fault_of(tmp_path, broken) == "damaged"
