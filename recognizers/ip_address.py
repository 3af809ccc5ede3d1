"""IP address, version 4 (RFC 791, RFC 1918) and version 6 (RFC 4291).

A network's ``/24`` and a port stay outside of the span. Loopback, any-address and netmasks are everybody's and no
finding.
"""

from __future__ import annotations

import ipaddress

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_VERSION = (
    r"(?<!(?i:version|release|firmware|build|vers?|rev|software|driver|patch|update|chapter|section|clause"
    r"|oid|to|v)[ :.#]{1,3})"
)


def validate(text: str) -> bool:
    """Return whether *text* is an address that belongs to some machine."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return False
    return not text.startswith(("255.", "0.")) and not (address.version == 6 and len(text) < 6)


def fake(original: str, draw: Draw) -> str:
    """Return an address of the same version and kind: private stays in its private block, public stays public."""
    try:
        address = ipaddress.ip_address(original)
    except ValueError:
        return redraw(original, draw, same_shape)
    make = _drawn4 if address.version == 4 else _drawn6
    return redraw(original, draw, make, lambda text: _kind(text) == _kind(original))


def _kind(text: str) -> tuple[bool, bool]:
    address = ipaddress.ip_address(text)
    return address.is_private, address.is_reserved


def _drawn4(original: str, draw: Draw) -> str:
    octets = original.split(".")
    keep = (
        {"10": 1, "192": 2, "172": 1, "169": 2, "198": 2, "203": 3, "100": 1}.get(octets[0], 1)
        if _kind(original)[0]
        else 0
    )
    drawn = [str(1 + draw.below(223)) if at in (0, 3) else str(draw.below(256)) for at in range(4)]
    return ".".join(octets[:keep] + drawn[keep:])


def _drawn6(original: str, draw: Draw) -> str:
    body, percent, zone = original.partition("%")
    if "." in body:
        colon = body.rindex(":") + 1
        return body[:colon] + _drawn4(body[colon:], draw) + percent + zone
    head = body[:2] if body[0] != ":" else ""
    if head and _kind(original)[0]:
        head = ":".join(body.split(":")[: 2 if body.lower().startswith("2001:") else 1])
    return head + "".join(_hexadecimal(character, draw) for character in body[len(head) :]) + percent + zone


def fake_short(original: str, draw: Draw) -> str:
    """Return an address of as many digits."""
    return redraw(original, draw, same_shape)


def _hexadecimal(character: str, draw: Draw) -> str:
    if character not in "0123456789abcdefABCDEF":
        return character
    drawn = draw.choice("123456789abcdef")
    return drawn.upper() if character.isupper() else drawn


recognizers = (
    PatternRecognizer(
        label="IP_ADDRESS",
        name="ip_address_v4",
        pattern=(
            rf"{_VERSION}(?<![\w.-])(?<!\d/)(?=\d{{1,3}}+\.)(?!\d\.\d\.\d{{1,2}}\.\d(?!\d)){_OCTET}(?:\.{_OCTET}){{3}}"
            r"(?![\w-]|\.\d)(?![ ](?i:release|version|update|build|firmware|driver|patch)\b)"
        ),
        checked=0.9,
        validate=validate,
        fake=fake,
        examples=(
            "192.168.40.1",
            "from «203.0.113.57» port 22",
            "http://«10.2.0.14»:8080/x",
            "block «198.51.100.0»/24 please",
            "118.101.77.214",
            "host is «172.16.9.33».",
            "ssh root@«95.0.112.41»",
        ),
        counterexamples=(
            "6.2.1.0",
            "v1.2.3.4",
            "version 10.2.1.6",
            "the 10.2.1.6 release",
            "256.1.1.1",
            "127.0.0.1",
            "0.0.0.0/0",
            "255.255.255.0",
            "1.2.3.4.5",
            "3.4.1.2",
        ),
    ),
    PatternRecognizer(
        label="IP_ADDRESS",
        name="ip_address_short",
        pattern=r"(?<![\w.-])\d\.\d\.\d{1,2}\.\d(?![\w-]|\.\d)",
        score=0.1,
        checked=0.1,
        context=(
            "ip",
            "ip address",
            "ipaddr",
            "server",
            "ping",
            "dns",
            "nameserver",
            "ssh",
            "gateway",
            "host",
            "client ip",
            "remote_addr",
        ),
        validate=validate,
        fake=fake_short,
        examples=(
            "ping «8.8.8.8»",
            "DNS «1.1.1.1»",
            "IP: «5.9.1.4»",
            "server «4.2.2.2» is down",
            "gateway = «9.9.9.9»",
            "ip address «1.0.0.1»",
        ),
        counterexamples=("8.8.8.8", "6.2.1.0", "section 1.2.3.4", "go 1.2.3.4", "v 2.0.0.1", "about 4.4.4.4"),
    ),
    PatternRecognizer(
        label="IP_ADDRESS",
        name="ip_address_v6",
        pattern=(
            r"(?<![\w.:])(?=[0-9A-Fa-f]{1,4}:|::)(?=[0-9A-Fa-f:]{0,36}\d)(?:[0-9A-Fa-f]{0,4}:){2,7}"
            r"(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{1,4}|(?<=::))(?![\w:])"
        ),
        checked=1.0,
        validate=validate,
        fake=fake,
        examples=(
            "2001:db8:44:9::1c",
            "fe80::1ff:fe23:4567:890a",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "[«2a02:810d::17»]:443",
            "from «2606:4700:4700::1111», twice",
            "::ffff:192.0.2.128",
        ),
        counterexamples=(
            "::1",
            "10:16:02",
            "std::vector",
            "ce:c0:56:b1:9f:36",
            "12:30",
            "a::b",
            "00:11:22:33:44:55:66",
            "1:24-cv-00317",
        ),
    ),
)
