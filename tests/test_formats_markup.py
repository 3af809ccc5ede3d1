"""HTML and XML: edited in place, escaped where they stand, and no input makes them slow or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textsynth.document import Document, Edit, Segment, apply
from textsynth.format import Format, Reading
from textsynth.formats.html import format as html_format
from textsynth.formats.xml import format as xml_format

FRAGMENTS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br>", "<a href='/x?q=Ann%20Lee+B&amp;c' title=Ann>", "</a>", "<!-- Ann -->", "<!--",
         "<script>", "</script>", "<table>", "<tr><td>", "<th>", "<![CDATA[Ann]]>", "<?x y?>", "<!doctype html>", "&amp;",
         "&eacute", "&#233;", "&", "<", ">", '"', "'", "Ann ", "Lee", "\r\n  ", " ", "<img alt='", "<x y=\"&quot;Bob\"/>",
         "<title>", "<pre>", "<!DOCTYPE a [", "]>", "é", "\ufeff", "{}", "<script type=application/json>{\"a\":\"Ann\"}</script>"]
    ),
    max_size=12,
).map("".join)  # fmt: skip

INLINE = st.lists(
    st.sampled_from(["Ann", " Lee ", "&amp;", "&lt;", "é", "<b>Bo</b>", "<i>b</i>", "5", " "]), min_size=1, max_size=5
).map("".join)
BLOCK = INLINE.map(lambda text: f"<p>{text}</p>") | INLINE.map(lambda text: f"<!--{text}-->") | st.sampled_from(
    ['<img alt="Ann &amp; Lee">', "<a href='mailto:ann%20lee@x.com'>x</a>", "<input name=first value=Ann>",
     "<td data-x='{\"who\":\"Ann\"}'>y"]
)  # fmt: skip
PAGES = st.lists(BLOCK, min_size=1, max_size=5).map(
    lambda blocks: f"<!doctype html><meta charset=utf-8>{''.join(blocks)}"
)


def document_of(format: Format, data: bytes) -> Document:
    (document,) = format.read(BytesIO(data), Reading())
    return document


def segments(format: Format, data: bytes) -> list[tuple[str, str]]:
    return [(segment.text, segment.hint) for segment in document_of(format, data).segments]


def replaced(format: Format, data: bytes, old: str, new: str) -> bytes:
    document = document_of(format, data)
    found = [segment.text.find(old) for segment in document.segments]
    return document.rewrite([[Edit(at, at + len(old), new)] if at >= 0 else [] for at in found])


def squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


@given(FRAGMENTS, st.sampled_from([html_format, xml_format]), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@settings(max_examples=200)
def test_unedited_markup_keeps_its_bytes(content, format, encoding):
    data = content.encode(encoding, "ignore")
    document = document_of(format, data)
    assert document.rewrite([[]] * len(document.segments)) == data
    list(format.texts(data))


@given(PAGES, st.sampled_from([html_format, xml_format]), st.data())
def test_edits_land(content, format, data):
    document = document_of(format, content.encode())

    def edits(segment: Segment) -> list[Edit]:
        start = data.draw(st.integers(0, len(segment.text) - 1))
        return [
            Edit(start, data.draw(st.integers(start, len(segment.text))), data.draw(st.text("Xö<&\"'%;", min_size=1)))
        ]

    planned = [edits(segment) if segment.role != "key" else [] for segment in document.segments]
    want = [apply(segment.text, own) for segment, own in zip(document.segments, planned, strict=True)]
    out = document.rewrite(planned)
    # Where an edit took text away, two spaces may have become one, and two parts of an element two segments.
    assert squeezed(text for text, _ in segments(format, out)) == squeezed(want)
    seen = squeezed(format.texts(out))
    assert all(squeezed(text) in seen for text in want if "{" not in text)  # JSON is seen as its strings


PAGE = b"""<!doctype html><html><head><title>To Ann</title><meta name="author" content="Ann Lee"></head><body class=a>
<p>Dear A<b>nn</b>\n   Lee &amp; Co,<br>12 Elm</p><!-- by Ann -->
<table><tr><th>Name</th><th>City</th></tr><tr><td>Bob</td><td>Rome</td></tr></table>
<table><tr><td>Phone:</td><td>555 0199</td></tr></table><dl><dt>Mail</dt><dd>x</dd></dl>
<input name="first" value=Cy><a href="mailto:d%20e@x.com?subject=a+b" title='It&#39;s'>y</a>
<a href="/u?q=Di+Fox&amp;t=1">z</a><iframe srcdoc="&lt;p&gt;E&lt;i&gt;d&lt;/i&gt;&lt;/p&gt;"></iframe>
<script type="application/ld+json">{"name": "Flo"}</script><script>var g = 'Gus';</script></body></html>"""


def test_everything_that_people_write_is_a_segment():
    assert segments(html_format, PAGE) == [
        ("To Ann", "title"), ("Ann Lee", "author"), ("Dear Ann Lee & Co,\n12 Elm", ""), (" by Ann ", "comment"),
        ("Name", ""), ("City", ""), ("Bob", "Name"), ("Rome", "City"), ("Phone:", ""), ("555 0199", "Phone:"), ("Mail", ""),
        ("x", "Mail"), ("Cy", "first"), ("mailto:d e@x.com?subject=a+b", "href"), ("It's", "title"),
        ("/u?q=Di Fox&t=1", "href"), (" y z", ""), ("Ed", ""), ("name", ""), ("Flo", "name"), ("var g = 'Gus';", "script"),
        ("author", "element id"), ("first", "element id"),
    ]  # fmt: skip


def test_links_within_a_page_still_lead_somewhere():
    page = b'<a href="#cite-Donovan">1</a><li id="cite-Donovan" class="Donovan x">a</li><i class="Donovan x" id=cite-Lee></i>'
    assert replaced(html_format, page, "Donovan", "Keller") == page.replace(b"Donovan", b"Keller")


def test_a_comment_that_is_a_piece_of_a_page_keeps_its_tags():
    page = b"<!--[if gte mso 9]><xml><o:Ann>Ann &amp; Bo</o:Ann></xml><![endif]--><p>x</p>"
    assert replaced(html_format, page, "Ann", "Zoe") == page.replace(b">Ann &", b">Zoe &")
    assert any("Ann & Bo" in text for text in html_format.texts(page))


def test_the_fields_of_a_form_are_read_decoded():
    page = b'<span class=Z title="a=1&amp;u=http%3A%2F%2Fx.example%2Fann&amp;p=Ann+Lee"></span>'
    assert ("a=1&u=http://x.example/ann&p=Ann Lee", "title") in segments(html_format, page)
    assert replaced(html_format, page, "Ann Lee", "Bo Fox") == page.replace(b"Ann+Lee", b"Bo%20Fox")


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Dear Ann", "Dear Zoe", b"Dear A<b>nn</b>", b"Dear Zoe<b></b>"),
        ("Lee & Co", "R&D <x>", b"Lee &amp; Co", b"R&amp;D &lt;x&gt;"),
        ("Ann Lee", 'A "B"', b"Ann Lee", b"A &quot;B&quot;"),
        ("Cy", "Di 'A'", b"value=Cy", b'value="Di &#39;A&#39;"'),
        ("d e", "\u00e9 f", b"d%20e", b"%C3%A9%20f"),
        ("Di Fox", "Al+Bo", b"Di+Fox", b"Al%2BBo"),
        ("Ed", "<Jo>", b"&lt;p&gt;E&lt;i&gt;d&lt;/i&gt;", b"&lt;p&gt;&amp;lt;Jo&amp;gt;&lt;i&gt;&lt;/i&gt;"),
        ("Flo", 'F"</', b'"Flo"', b'"F\\"<\\/"'),
        ("Bob", "\u0141uk", b"Bob", b"&#321;uk"),
    ],
)
def test_replacements_are_written_as_the_place_demands(old, new, before, after):
    if old == "Lee & Co":
        assert replaced(html_format, PAGE, old, new) == PAGE.replace(b"\n   Lee &amp; Co", b"\n   R&amp;D &lt;x&gt;")
    elif old == "Ann Lee":
        assert after in replaced(html_format, PAGE, old, new)
    else:
        assert replaced(html_format, PAGE, old, new) == PAGE.replace(before, after)


def test_letters_that_the_charset_lacks_are_references():
    page = "<meta charset=iso-8859-1><p>Zoë Ann</p><img alt=Ann>".encode("latin-1")
    assert replaced(html_format, page, "Ann", "Łuk") == page.replace(b"Ann", b"&#321;uk")
    assert replaced(xml_format, b"<a>Ann</a>", "Ann", "Łuk") == "<a>Łuk</a>".encode()


RECORD = b"""<?xml version="1.0" encoding="UTF-8"?><r xmlns="urn:x"><p:patient id="x1"><name first="Al">Ann <b>Lee</b>, MD</name>
<!-- by Bob --><note><![CDATA[<p>Dear C<i>y</i></p>]]></note><d>&lt;p&gt;Di&lt;/p&gt;</d><e/>
<f><![CDATA[Flo & Co]]></f></p:patient></r>"""


def test_xml_is_called_by_its_path():
    assert segments(xml_format, RECORD) == [
        ("Al", "first"), ("Ann Lee, MD", "r.patient.name"), (" by Bob ", "comment"), ("Dear Cy", ""), ("Di", ""),
        ("Flo & Co", "r.patient.f"),
    ]  # fmt: skip
    assert replaced(xml_format, RECORD, "Flo & Co", "R & ]]>") == RECORD.replace(b"Flo & Co", b"R & ]]]]><![CDATA[>")
    assert replaced(xml_format, RECORD, "Di", "<x>") == RECORD.replace(b"Di", b"&amp;lt;x&amp;gt;")


@given(st.text("Xö<&>\"']", min_size=1))
def test_edited_xml_stays_well_formed(new):
    data = b"<r a='Ann' b=\"Ann\"><x>Ann</x><!--Ann--><y>a Ann<z/>b</y><![CDATA[Ann]]></r>"
    out = ElementTree.fromstring(replaced(xml_format, data, "Ann", new))
    assert (out.get("a"), out.get("b"), out.findtext("x")) == (new, new, new)


def test_entities_are_never_expanded():
    levels = b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    data = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">' + levels + b"]><l>&m; Ann</l>"
    for format in (xml_format, html_format):
        assert sum(map(len, format.texts(data))) < 5000
        assert sum(len(text) for text, _ in segments(format, data)) < 5000
    assert b"&m; Bob" in replaced(xml_format, data, "Ann", "Bob")


@pytest.mark.parametrize("format", [html_format, xml_format])
@pytest.mark.parametrize(
    "unit",
    [
        "<a>",
        "<div>",
        "<a b='",
        "<!--",
        "<![CDATA[",
        "<",
        "<a ",
        "<?",
        "<script>",
        "&",
        "<!DOCTYPE x [",
        "</x",
        " ",
        "<table>",
    ],
)
def test_malicious_input_is_read(format, unit):
    data = (unit * 20_000).encode()
    document = document_of(format, data)
    assert document.rewrite([[]] * len(document.segments)) == data
    list(format.texts(data))


def test_each_recognises_its_own():
    for head in (
        b"<!DOCTYPE html>",
        b"\n<html lang=en>",
        b'<?xml version="1.0"?>\n<html xmlns="x">',
        b"<!-- x --><head>",
    ):
        assert html_format.recognises(head)
    for head in (b"<?xml version='1.0'?><a>", b'<svg xmlns="x">', '<?xml version="1.0"?>'.encode("utf-16")):
        assert xml_format.recognises(head)
        assert not html_format.recognises(head)
    for head in (b"a < b", b"<ann@x.com> wrote", b""):
        assert not html_format.recognises(head)
        assert not xml_format.recognises(head)
