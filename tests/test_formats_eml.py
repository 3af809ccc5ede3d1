"""Mail: unedited mails come back byte for byte, edits land where a reader sees them, and nothing else changes."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Iterator, Sequence
from email.message import EmailMessage
from email.utils import getaddresses
from io import BytesIO
from typing import BinaryIO, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textsynth.format
from textsynth.document import Document, Edit, Segment, apply
from textsynth.encoding import decode
from textsynth.errors import SetAside
from textsynth.format import Reading
from textsynth.formats import eml, mbox


class Whole(Document):
    """All of a file as one segment."""

    def __init__(self, data: bytes) -> None:
        self._read = decode(data)
        self.segments = [Segment(self._read.text)]

    def rewrite(self, edits: Sequence[Sequence[Edit]]) -> bytes:
        return self._read.encode(apply(self._read.text, edits[0]))


class Tiny:
    """A format that the tests bring, so that they judge the mail and not what is inside of it."""

    scope: Literal["file", "document"] = "file"

    def __init__(self, name: str, *suffixes: str) -> None:
        self.name, self.suffixes = name, suffixes

    def recognises(self, head: bytes) -> bool:
        return False

    def read(self, stream: BinaryIO, reading: Reading) -> Iterator[Document]:
        data = reading.whole(stream)
        if b"BROKEN" in data:
            raise SetAside("damaged", "this file is broken")
        yield Whole(data)

    def texts(self, data: bytes) -> Iterable[str]:
        yield decode(data).text


@pytest.fixture(autouse=True, scope="module")
def _formats() -> Iterator[None]:
    known = (eml.format, mbox.format, Tiny("text", ".txt"), Tiny("html", ".html"), Tiny("csv", ".csv"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textsynth.format, "formats", lambda: known)
        yield


def read(data: bytes, **options: object) -> Document:
    (document,) = eml.format.read(BytesIO(data), Reading(**options))  # type: ignore[arg-type]
    return document


def said(document: Document, hint: str) -> list[str]:
    return [segment.text for segment in document.segments if segment.hint.lower() == hint]


def replaced(document: Document, old: str, new: str) -> tuple[bytes, list[str]]:
    """Return the mail with every *old* replaced and what its segments should then say."""
    edits = [[Edit(m.start(), m.end(), new) for m in re.finditer(re.escape(old), s.text)] for s in document.segments]
    return document.rewrite(edits), [apply(s.text, e) for s, e in zip(document.segments, edits, strict=True)]


def swap(data: bytes, old: str, new: str) -> bytes:
    document = read(data)
    out, expected = replaced(document, old, new)
    assert [segment.text.replace('"', "") for segment in read(out).segments] == [e.replace('"', "") for e in expected]
    return out


def unchanged(document: Document) -> bytes:
    return document.rewrite([[] for _ in document.segments])


WORDS = st.text("abcdeXYZ éüßłżØ日本Жд,.()@\"'\\=?_-", min_size=1, max_size=40)
NAMES = st.sampled_from(
    ["Megan Donovan", "Zoë Łuczak", "Donovan, Megan", "Дмитрий Жуков", "山田 太郎", "O'Neil (x) <y>"]
)
BODIES = st.lists(WORDS, min_size=1, max_size=8).map(lambda lines: "Megan\n".join(lines) + " Megan\n")
TRANSFERS = st.sampled_from(["base64", "quoted-printable", "8bit"])


@st.composite
def mails(draw: st.DrawFn) -> bytes:
    mail = EmailMessage(policy=email.policy.SMTP.clone(linesep=draw(st.sampled_from(["\r\n", "\n"])), cte_type="8bit"))
    mail["Subject"] = "Megan " + " ".join(draw(WORDS).split())
    mail["From"] = email.utils.formataddr((draw(NAMES), "megan@halvorsen.example"))
    mail["To"] = ", ".join(email.utils.formataddr((name, "b@x.example")) for name in draw(st.lists(NAMES, max_size=4)))
    mail["Message-ID"] = "<1.Megan@halvorsen.example>"
    mail.set_content(draw(BODIES), cte=draw(TRANSFERS))
    if draw(st.booleans()):
        mail.add_alternative(f"<p>{draw(BODIES)}</p>", subtype="html", cte=draw(TRANSFERS))
    if draw(st.booleans()):
        mail.add_attachment(draw(BODIES), filename=draw(NAMES).replace("<", "") + ".txt", cte="base64")
    if draw(st.booleans()):
        inner = EmailMessage(policy=mail.policy)
        inner["Subject"] = "Inner Megan"
        inner.set_content(draw(BODIES), cte=draw(TRANSFERS))
        mail.add_attachment(inner)
    for number, part in enumerate(mail.walk()):
        if part.get_content_maintype() == "multipart":
            part.set_boundary(f"=={number}==")
    return mail.as_bytes()


@given(mails())
@settings(max_examples=60, deadline=None)
def test_no_edit_gives_the_same_bytes(data: bytes) -> None:
    document = read(data)
    assert unchanged(document) == data
    assert not document.omitted


@given(mails(), st.sampled_from(["Carla", "Zoë", "Ярослава", "Anna Maria van der Waals"]))
@settings(max_examples=80, deadline=None)
def test_edits_land_and_nothing_else_changes(data: bytes, new: str) -> None:
    out = swap(data.replace(b"<1.Megan@", b"<1.m@"), "Megan", new)
    ours = email.message_from_bytes(out, policy=email.policy.default)
    theirs = email.message_from_bytes(data, policy=email.policy.default)
    bodies = [(a, b) for a, b in zip(ours.walk(), theirs.walk(), strict=True) if a.get_content_maintype() == "text"]
    assert bodies
    for mine, original in bodies:
        assert mine.get_content() == original.get_content().replace("Megan", new)
        assert mine["Content-Transfer-Encoding"] == original["Content-Transfer-Encoding"]


@given(mails())
@settings(max_examples=30, deadline=None)
def test_another_reader_finds_every_segment(data: bytes) -> None:
    found = "\n".join(eml.format.texts(data)).replace("\\", "").replace("\r", "")
    flat = re.sub(r"\s+", "", found)
    for segment in read(data).segments:
        for word in re.findall(r"\w{4,}", segment.text):
            assert word in flat


@given(mails(), st.data())
@settings(max_examples=80, deadline=None)
def test_damaged_mail_is_read_or_set_aside(data: bytes, damage: st.DataObject) -> None:
    at = damage.draw(st.integers(0, len(data)))
    size = damage.draw(st.integers(0, 60))
    data = data[:at] + damage.draw(st.binary(max_size=8)) + data[at + size :]
    try:
        document = read(data, copy_unsupported=True)
    except SetAside:
        return
    if not document.omitted:
        assert unchanged(document) == data
    replaced(document, "Megan", "Carla")
    assert all(isinstance(text, str) for text in eml.format.texts(data))


HEAD = b"From: Megan Donovan <megan@x.example>\r\nTo: Bob <bob@x.example>\r\nSubject: Hello\r\n"


def mail(headers: bytes, body: bytes = b"Hello\r\n") -> bytes:
    return HEAD + headers + b"\r\n" + body


def test_name_split_by_a_soft_break() -> None:
    kept = b"A line =C3=A9 that nobody touches stays as oddly encoded as it =\r\nwas=2E\r\n"
    data = mail(
        b"Content-Transfer-Encoding: quoted-printable\r\n", kept + b"Ask Meg=\r\nan Dono=\r\nvan =3D now\r\n" + kept
    )
    out = swap(data, "Megan Donovan", "Carla Berg")
    assert out == mail(
        b"Content-Transfer-Encoding: quoted-printable\r\n", kept + b"Ask Carla Berg =3D now\r\n" + kept
    ).replace(b"From: Megan Donovan", b"From: Carla Berg")


def test_quoted_printable_with_encoded_line_ends() -> None:
    body = b"Megan=0D=0Atwo=0D=0A=\r\n" + b"long " * 12 + b"=\r\nMegan=0A"
    out = swap(mail(b"Content-Transfer-Encoding: quoted-printable\r\n", body), "Megan", "M" * 100)
    assert max(map(len, out.partition(b"\r\n\r\n")[2].splitlines())) <= 76
    assert b"two=0D=0A=\r\n" in out


@pytest.mark.parametrize("width", [40, 76, 400])
def test_base64_keeps_its_line_length(width: int) -> None:
    letters = __import__("base64").b64encode(b"Dear Megan,\r\n" * 30)
    body = b"\r\n".join(letters[i : i + width] for i in range(0, len(letters), width)) + b"\r\n"
    out = swap(mail(b"Content-Transfer-Encoding: base64\r\n", body), "Megan", "Bartholomew")
    lines = out.split(b"\r\n\r\n", 1)[1].splitlines()
    assert {len(line) for line in lines[:-1]} == {width}


def test_plain_text_after_base64_is_seen() -> None:
    body = b"SGVsbG8gTWVnYW4h\r\n____________\r\nlist of Megan's friends\r\n"
    out = swap(mail(b"Content-Transfer-Encoding: base64\r\n", body), "Megan", "Carla")
    assert b"list of Carla's friends" in out
    assert b"SGVsbG8gQ2FybGEh" in out


def test_letter_split_over_encoded_words() -> None:
    raw = b"X-Name: =?utf-8?Q?Zo=C3?=\r\n =?utf-8?Q?=AB_Donovan?= and Bob\r\n"
    document = read(mail(raw))
    assert said(document, "x-name") == ["Zoë Donovan and Bob"]
    out, _ = replaced(document, "Zoë Donovan", "Łucja Berg")
    assert said(read(out), "x-name") == ["Łucja Berg and Bob"]


def test_encoded_words_side_by_side_keep_their_space() -> None:
    out = swap(mail(b"X-Note: Bob =?iso-8859-1?Q?Gr=FC=DFe?= Bob\r\n"), "Bob", "Zoë")
    assert said(read(out), "x-note") == ["Zoë Grüße Zoë"]
    assert email.message_from_bytes(out, policy=email.policy.default)["X-Note"] == "Zoë Grüße Zoë"


@pytest.mark.parametrize(
    ("header", "new"),
    [
        (b'"Donovan, Megan" <m@x.example>', 'O\'Hara, "Jo" \\ X'),
        (b"Megan <m@x.example>", "Berg, Carla; Dr. (MD)"),
        (b'"Donovan, Megan" <m@x.example>', "Zoë, Łucja"),
        (b"=?utf-8?B?TWVnYW4=?= <m@x.example>", "Berg, Żaneta"),
        (b"m@x.example (Megan)", "Carla (the second)"),
        (b"Group: Megan <m@x.example>, Bob <b@x.example>;", "Carla Berg"),
    ],
)
def test_addresses_stay_valid(header: bytes, new: str) -> None:
    data = mail(b"Cc: " + header + b"\r\n")
    out, _ = replaced(read(data), "Megan", new)
    cc = email.message_from_bytes(out, policy=email.policy.default)["Cc"]
    before = email.message_from_bytes(data, policy=email.policy.default)["Cc"]
    assert [address.addr_spec for address in cc.addresses] == [address.addr_spec for address in before.addresses]
    if b"(Megan)" not in header:
        assert new in cc.addresses[0].display_name
    assert len(getaddresses([str(cc)])) == len(getaddresses([str(before)]))


def test_bare_address_and_whole_mailbox() -> None:
    out = swap(
        mail(b"Cc: a@x.example, megan@halvorsen.example,\r\n b@x.example\r\n"),
        "megan@halvorsen.example",
        "c@pike.example",
    )
    assert b"Cc: a@x.example, c@pike.example,\r\n b@x.example\r\n" in out
    out = swap(mail(b""), "Megan Donovan <megan@x.example>", "Carla Berg <carla@y.example>")
    assert out.startswith(b"From: Carla Berg <carla@y.example>\r\nTo: Bob")


@pytest.mark.parametrize("header", ["From", "Subject", "Received", "X-Any", "Content-Description"])
@given(text=st.text(max_size=30))
@settings(max_examples=25, deadline=None)
def test_no_edit_adds_a_line(header: str, text: str) -> None:
    data = f"Date: today\r\n{header}: see Megan there\r\nX-End: here\r\n\r\nBody\r\n".encode()
    new = f"{text}\r\nBcc: eve@x.example\n\nEve\r{text}"
    if any(0xD800 <= ord(letter) < 0xE000 for letter in new):
        return
    out, _ = replaced(read(data), "Megan", new)
    parsed = email.message_from_bytes(out)
    assert parsed.keys() == ["Date", header, "X-End"]
    assert parsed.get_payload() == "Body\r\n"


def test_long_headers_are_folded_and_others_left() -> None:
    long = b"X-Long: " + b"untouched " * 20 + b"\r\n"
    out = swap(mail(long + b"X-Names: " + b"Megan " * 12 + b"\r\n"), "Megan", "Bartholomew")
    assert long in out
    assert all(len(line) <= 78 for line in out.replace(long, b"").splitlines())


def test_machine_headers_are_segments() -> None:
    headers = (
        b"Received: from mx (mx.x.example [192.0.2.7])\r\n\tby y for <megan@x.example>; Mon, 2 Mar 2026 09:12:44 +0000\r\n"
        b"Message-ID: \r\n <abc@halvorsen.example>\r\nReferences: <abc@halvorsen.example>\r\n <d@halvorsen.example>\r\n"
        b"Date: Mon, 2 Mar 2026 09:12:44 +0000\r\nX-Originating-IP: [192.0.2.7]\r\n"
    )
    document = read(mail(headers))
    assert said(document, "message-id") == ["<abc@halvorsen.example>"]
    assert said(document, "references") == ["<abc@halvorsen.example> <d@halvorsen.example>"]
    assert "[192.0.2.7]) by y for <megan@x.example>; Mon" in said(document, "received")[0]
    out = swap(mail(headers), "<abc@halvorsen.example>", "<xyz@pike.example>")
    assert b"References: <xyz@pike.example>\r\n <d@halvorsen.example>" in out


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (b'attachment; filename="Megan CV.txt"', "Megan CV.txt"),
        (b"attachment; filename=Megan CV.txt", "Megan CV.txt"),
        (b"attachment;\r\n filename*0*=utf-8''Zo%C3%AB%20;\r\n filename*1=\"Megan.txt\"; size=3", "Zoë Megan.txt"),
        (b'attachment; filename="=?utf-8?Q?Zo=C3=AB_Megan.txt?="', "Zoë Megan.txt"),
        (b"attachment; filename=Megan.txt; filename*=iso-8859-1''Zo%EB%20Megan.txt", "Megan.txt"),
    ],
)
@pytest.mark.parametrize("new", ["Carla", 'Łucja "x"'])
def test_file_names(value: bytes, name: str, new: str) -> None:
    data = mail(b"Content-Type: text/plain\r\nContent-Disposition: " + value + b"\r\n")
    document = read(data)
    assert said(document, "filename")[0] == name
    assert {s.role for s in document.segments if s.hint == "filename"} == {"name"}
    out, expected = replaced(document, "Megan", new)
    assert [segment.text for segment in read(out).segments] == expected
    parsed = email.message_from_bytes(out, policy=email.policy.default)
    assert name.replace("Megan", new) in (parsed.get_filename(), said(read(out), "filename")[0])


MIXED = (
    HEAD
    + b"DKIM-Signature: v=1; d=x.example;\r\n b=abc\r\nAuthentication-Results: mx; dkim=pass\r\nContent-Length: 99\r\n"
    b'Content-Type: multipart/mixed; boundary="b 1"\r\n\r\nPreamble of Megan\r\n--b 1\r\n\r\nHello Megan\r\n--b 1  \r\n'
    b'Content-Type: application/pdf; name="a/Megan.pdf"\r\nContent-Transfer-Encoding: base64\r\nContent-MD5: x==\r\n'
    b'Content-Disposition: inline;\r\n filename="a/Megan.pdf"\r\n\r\nJVBERi0=\r\n--b 1--\r\nEpilogue of Megan\r\n'
)


def test_an_attachment_that_no_format_reads_is_replaced_in_place() -> None:
    document = read(MIXED)
    (reason,) = document.omitted
    assert reason.startswith("unsupported")
    out = unchanged(document)
    before, after = MIXED.index(b"Content-Type: application/pdf"), MIXED.index(b"\r\n--b 1--")
    longer = re.sub(rb"(?<=Content-Length: )\d+", b"99", out)
    assert int(re.search(rb"(?<=Content-Length: )\d+", out)[0]) - 99 == len(longer) - len(MIXED)  # type: ignore[index]
    assert longer.startswith(MIXED[:before])
    assert out.endswith(MIXED[after:])
    parts = list(email.message_from_bytes(out).walk())
    assert parts[2].get_content_type() == "text/plain"
    assert parts[2].get_filename() == "Megan.pdf.removed.txt"
    assert parts[2].get_payload() == "This attachment was removed by textsynth: unsupported kind of file."
    edited, _ = replaced(document, "Megan", "Carla")
    assert b"Megan" not in edited.replace(b"Content-MD5", b"")
    assert b"Carla.pdf.removed.txt" in edited


def test_unsupported_attachments_are_copied_on_request() -> None:
    document = read(MIXED, copy_unsupported=True)
    assert not document.omitted
    assert unchanged(document) == MIXED
    assert b"JVBERi0=" in replaced(document, "Megan", "Carla")[0]


def test_seals_go_and_lengths_follow_an_edit() -> None:
    out, _ = replaced(read(MIXED, copy_unsupported=True), "Hello Megan", "Hello Bartholomew")
    assert b"DKIM" not in out
    assert b"Authentication-Results" not in out
    assert b"Content-Length: 105\r\n" in out
    assert b"Content-MD5" in out  # of the attachment, which is the same
    summed = mail(b"Content-MD5: abc\r\n")
    assert b"Content-MD5" not in swap(summed, "Hello", "Bye")


def test_a_signature_is_void_once_the_mail_is_edited() -> None:
    data = (
        HEAD
        + b'Content-Type: multipart/signed; micalg=sha256;\r\n protocol="application/pgp-signature"; boundary=s\r\n\r\n'
        b"--s\r\n\r\nHello Megan\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n"
        b"-----BEGIN PGP SIGNATURE-----\r\n--s--\r\n"
    )
    assert unchanged(read(data)) == data
    assert not read(data).omitted
    out, _ = replaced(read(data), "Megan", "Carla")
    parsed = email.message_from_bytes(out)
    assert parsed.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in parsed.get_payload()] == ["text/plain", "text/plain"]
    assert b"PGP" not in out


@pytest.mark.parametrize(
    "part",
    [
        b"Content-Type: multipart/encrypted; boundary=e\r\n\r\n--e\r\n\r\nVersion: 1\r\n--e\r\n\r\nsecret\r\n--e--\r\n",
        b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n",
        b"\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nsecret\r\n",
    ],
)
def test_encrypted_parts_are_left_out(part: bytes) -> None:
    document = read(HEAD + part)
    assert [reason.partition(":")[0] for reason in document.omitted] == ["encrypted"]
    out = unchanged(document)
    assert b"secret" not in out
    assert email.message_from_bytes(out).get_content_type() == "text/plain"
    assert not read(out).omitted


def test_a_broken_attachment_is_left_out_with_its_reason() -> None:
    data = MIXED.replace(b"application/pdf", b"text/csv").replace(b"JVBERi0=", b"QlJPS0VO").replace(b".pdf", b".csv")
    assert read(data).omitted == ["damaged: this file is broken"]
    assert b"removed by textsynth: damaged." in unchanged(read(data))


def test_charsets_get_what_they_can_hold() -> None:
    for charset in ("iso-8859-1", "koi8-r", "shift_jis", "utf-16", "windows-1252"):
        body = "Hello Megan\n".encode(charset)
        head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n".encode()
        data = mail(head, __import__("base64").b64encode(body) + b"\r\n")
        assert unchanged(read(data)) == data
        swap(data, "Hello Megan", "Bye Carla")
    latin = mail(b"Content-Type: text/plain; charset=iso-8859-1\r\n", b"Gr\xfc\xdfe, Megan\n")
    assert replaced(read(latin), "Megan", "Zoë Łucja")[0].endswith(b"Gr\xfc\xdfe, Zo\xeb Lucja\n")
    html = mail(b"Content-Type: text/html; charset=iso-8859-1\r\n", b"Gr\xfc\xdfe, Megan\n")
    assert replaced(read(html), "Megan", "Łucja")[0].endswith(b"Gr\xfc\xdfe, &#321;ucja\n")
    cyrillic = mail(b"Content-Type: text/plain; charset=koi8-r\r\n", "Привет, Megan".encode("koi8-r"))
    assert read(cyrillic).segments[-1].text == "Привет, Megan"


def test_seven_bit_becomes_eight_bit_only_when_needed() -> None:
    head = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n"
    assert b"Content-Transfer-Encoding: 7bit" in swap(mail(head), "Hello", "Bye")
    assert b"Content-Transfer-Encoding: 8bit" in swap(mail(head), "Hello", "Olé")


def test_mail_within_mail() -> None:
    data = mail(
        b"Content-Type: multipart/digest; boundary=d\r\n", b"--d\r\n\r\n" + HEAD + b"\r\nInner Megan\r\n--d--\r\n"
    )
    assert said(read(data), "from") == ["Megan Donovan <megan@x.example>"] * 2
    assert swap(data, "Megan", "Carla").count(b"Carla") == 3
    deep = mail(b"", b"Deep Megan\r\n")
    for _ in range(9):
        deep = mail(b"Content-Type: message/rfc822\r\n", deep)
    document = read(deep, max_depth=5)
    assert [reason.partition(":")[0] for reason in document.omitted] == ["nested"]
    assert b"Deep Megan" not in unchanged(document)


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        mail(b"", b""),
        HEAD.replace(b"\r\n", b"\n") + b"\nbare Megan",
        HEAD.replace(b"\r\n", b"\r") + b"\rold Megan\r",
        b"\xef\xbb\xbf" + mail(b""),
        mail(b"X-Raw: Gr\xfc\xdfe an Megan\r\n"),
        mail("X-Raw: Grüße an Megan\r\n".encode()),
        mail(b"X-Nul: a\0b Megan\r\n"),
        mail(b"Empty:\r\nFolded: \r\n \t\r\n Megan\r\n"),
        mail(b"this line is no header\r\nX-Next: Megan\r\n"),
        mail(b"Content-Type: multipart/mixed; boundary=x\r\n", b"--x\r\n\r\nMegan, cut short"),
        mail(b"Content-Type: multipart/mixed; boundary=x\r\n", b"Megan, no boundary at all\r\n"),
        mail(b"Content-Type: multipart/mixed\r\n", b"--zzzz\r\nContent-Type: text/plain\r\n\r\nMegan\r\n--zzzz--\r\n"),
        mail(b"Content-Type: text/plain; charset=utf-8\r\n", b"Gr\xfc\xdfe Megan"),
        mail(b"Content-Type: text/plain; charset=no-such\r\n", b"Megan"),
        mail(b'Content-Type: text/plain; charset = "UTF-8"Content-Transfer-Encoding: 8bit\r\n', b"Megan"),
        mail(b"Content-Transfer-Encoding: base64\r\n", b"Megan's text, not base64"),
        b"From megan@x.example Mon Mar  2 09:12:44 2026\n" + HEAD.replace(b"\r\n", b"\n") + b"\nHi Megan\n",
    ],
)
def test_real_mail_is_odd(data: bytes) -> None:
    document = read(data)
    assert not document.omitted
    assert unchanged(document) == data
    assert b"Megan" not in replaced(document, "Megan", "Carla")[0]
    assert list(eml.format.texts(data))


@pytest.mark.parametrize("data", [b"", b"\n\nno headers", b"Just text.\n", "From: Megan\n".encode("utf-16")])
def test_what_is_no_mail_is_set_aside(data: bytes) -> None:
    with pytest.raises(SetAside, match=r"damaged|encoding: .*convert it"):
        read(data)


def test_recognises() -> None:
    assert eml.format.recognises(HEAD + b"\r\nHi")
    assert not eml.format.recognises(b"Dear Bob: hello\nTo: all\n")
    assert not eml.format.recognises(b"From megan\nFrom: a\nTo: b\n")
    assert mbox.format.recognises(b"From megan@x.example Mon Mar  2\nReceived: x\n")
    assert not mbox.format.recognises(b"From here on\nall is well\n")


ONE = (
    b"From megan@x.example Mon Mar  2 09:12:44 2026\nFrom: Megan <m@x.example>\nSubject: a\n\n"
    b">From Megan\n\nFrom here on, Megan.\n\n"
)


@given(
    st.lists(
        st.sampled_from([ONE, ONE.replace(b"\n", b"\r\n"), ONE[:-1] + b"End of Megan\n\n"]), min_size=1, max_size=4
    )
)
@settings(max_examples=30, deadline=None)
def test_a_mailbox_is_its_mails(parts: list[bytes]) -> None:
    documents = list(mbox.format.read(BytesIO(b"".join(parts)), Reading()))
    assert [unchanged(document) for document in documents] == parts
    assert b"".join(replaced(d, "Megan", "Carla")[0] for d in documents) == b"".join(
        p.replace(b"Megan", b"Carla") for p in parts
    )
    assert sum("From here on" in text for text in mbox.format.texts(b"".join(parts))) >= len(parts)


def test_a_mailbox_is_bounded_and_begins_right() -> None:
    with pytest.raises(SetAside, match="too-large"):
        list(mbox.format.read(BytesIO(ONE + b"x" * 9999), Reading(max_bytes=5000)))
    with pytest.raises(SetAside, match="damaged"):
        list(mbox.format.read(BytesIO(b"Megan\n" + ONE), Reading()))


def test_no_text_in_reprs() -> None:
    document = read(MIXED)
    assert "Megan" not in repr(document) + repr(document._slots) + repr(document._root)  # type: ignore[attr-defined]
