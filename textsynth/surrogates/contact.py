"""Mail addresses and links: the domain follows the organisation, names in them the people of the scope."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from textsynth.entity import Part, canonical, fold, laid, like
from textsynth.orgname import kind_words, legal_words
from textsynth.surrogate import Kind, Surrogate, Surrogates
from textsynth.surrogates import number, organization, person
from textsynth.surrogates.handle import handle, is_role, joined, said
from textsynth.words import common_words, word_set

_URL = re.compile(
    r"^(?P<scheme>[a-z][a-z0-9+.\-]*://|www(?=\.)|//)?(?P<user>[^/@\s?#]*@)?(?P<host>[^/:?#\s]+)(?P<port>:\d+)?(?P<rest>[/?#].*)?$",
    re.IGNORECASE | re.DOTALL,
)


def _set(name: str) -> frozenset[str]:
    return word_set("mail_words.tsv", name)


def domain(text: str, scope: Surrogates) -> str:
    """Return the surrogate of a host name; public providers stay, as do top-level domains and usual subdomains."""
    host, public = text.casefold(), _set("public mail")
    if host.removeprefix("www.") in public or any(host.endswith("." + site) for site in public) or "." not in host:
        return text if "." in host or host == "localhost" else like(text, handle(text, scope))
    if re.fullmatch(r"[\d.]+", host):
        return number.render("IP_ADDRESS", text, scope)
    labels = host.split(".")
    suffix = 2 if len(labels) > 2 and labels[-2] in _set("second level") and len(labels[-1]) == 2 else 1
    name = len(labels) - suffix - 1
    for index in range(name):
        named = scope.links.roster.names(labels[index])
        if labels[index] not in _set("subdomain") and (named or labels[index] not in common_words()):
            labels[index] = _subdomain(labels[index], scope)
    labels[name] = scope.value(Part("domain", labels[name]))
    return like(text, ".".join(labels))


def is_public_site(host: str) -> bool:
    """Return whether *host* is, or is under, a site that many people share."""
    labels = host.split(".")
    return any(".".join(labels[place:]) in _set("public site") for place in range(len(labels)))


def _subdomain(label: str, scope: Surrogates) -> str:
    return organization.in_label(label, scope) or scope.value(Part("domain", label))


def propose_domain(part: Part, attempt: int, scope: Surrogates) -> str | None:
    """Return a domain name: of the organisation's surrogate, or invented; then with a word behind."""
    label = part.value
    new = organization.in_label(label, scope) or _by_acronym(label, scope) or _by_person(label, scope)
    if not new:
        word = organization.propose(Part("core", label), attempt, scope) or label
        return label if person.is_real_name(canonical(word), scope) else canonical(word)
    more = ("", "group", "hq", "online", "-us", "-corp", "team", "global")
    return new + (more[attempt] if attempt < len(more) else str(attempt))


def _by_acronym(label: str, scope: Surrogates) -> str:
    """Return *label* with the acronym of an organisation that it begins with made over; "" where it begins with none."""
    for size in range(min(len(label), 6), 1, -1):
        short, rest = label[:size], re.sub(r"^[-_]", "", label[size:])
        known = short in scope.links.acronyms or short in scope.links.shorts
        if known and (not rest or rest in common_words() or rest in kind_words() | legal_words()):
            return organization.acronym(short, scope).lower() + label[size:]
    return ""


def _by_person(label: str, scope: Surrogates) -> str:
    """Return a personal domain (megandonovan.com) made over; "" where it names nobody of the scope."""
    pieces = [
        piece
        for word in re.findall(r"[^\W\d_]+|[\W\d_]+", label)
        for piece in (joined(word, scope) if word.isalpha() else [])
    ]
    return "".join(said(piece, label, 0, scope) for piece in pieces)


def render_mail(text: str, scope: Surrogates) -> str:
    """Return another mail address in the form of *text*; an office (billing@) stays one."""
    match = re.match(
        r"^(?P<open><?(?:mailto:)?)(?P<local>[^@]+)@(?P<domain>[^@>\s]+?)(?P<close>>?)$", text, re.IGNORECASE
    )
    if match is None:
        return handle(text, scope)
    host = match["domain"].casefold()
    local, plus, tag = match["local"].partition("+")
    role = is_role(fold(local).casefold(), scope)
    if role and is_public_site(host):
        return text
    if host in _set("public mail") or not role:
        local = handle(local, scope)
    if plus and tag.casefold() not in common_words():
        tag = handle(tag, scope)
    return f"{match['open']}{local}{plus}{tag}@{domain(match['domain'], scope)}{match['close']}"


def render_url(text: str, scope: Surrogates) -> str:
    """Return another link in the form of *text*: host by its organisation, names and numbers of the path by theirs."""
    if text.casefold().startswith("mailto:"):
        return render_mail(text, scope)
    match = _URL.match(text)
    if match is None:
        return handle(text, scope)
    scheme = match["scheme"] or ""
    host = match["host"]
    site = host.casefold().removeprefix("www.")
    public = is_public_site(site)
    user = handle(match["user"][:-1], scope) + "@" if match["user"] else ""
    new = (
        host if public else host[:4] + domain(host[4:], scope) if host[:4].casefold() == "www." else domain(host, scope)
    )
    if scheme.casefold() == "www":
        new = "." + domain(host.lstrip("."), scope)
    return scheme + user + new + (match["port"] or "") + _path(match["rest"] or "", scope)


def _path(rest: str, scope: Surrogates) -> str:
    pieces = re.split(r"([/?#&=;])", rest)
    out = []
    for place, piece in enumerate(pieces):
        key = pieces[place + 1 : place + 2] == ["="]  # the name of a field of a query says nothing of anybody
        person = place > 3 and pieces[place - 1] == "/" and pieces[place - 2].casefold() in _set("profile")
        out.append(piece if place % 2 or key else _segment(piece, person, scope))
    return "".join(out)


def _segment(segment: str, profile: bool, scope: Surrogates) -> str:
    """Return what becomes of one segment of a path or value of a query."""
    plain = unquote(segment)
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", plain):
        new = render_mail(plain, scope)
        return new if segment == plain else quote(new, safe="")
    if profile or segment.startswith(("@", "~")):
        return segment[:1] + handle(segment[1:], scope) if segment[:1] in "@~" else handle(segment, scope)
    if scope.links.numbers.get(canonical(segment)):
        return laid(segment, number.number("OTHER_ID", canonical(segment), scope))
    if re.fullmatch(r"(?=.*\d)[0-9A-Za-z_-]{6,}", segment) and _is_opaque(segment):
        return scope.value(Part("token", segment))
    return re.sub(r"[^\W_]+", lambda word: _path_word(word[0], scope), segment)


def _is_opaque(segment: str) -> bool:
    """Return whether *segment* looks like an id: many digits, or digits between letters, no words."""
    words = re.findall(r"[^\W\d_]{3,}", segment)
    digits = sum(map(str.isdigit, segment))
    return (digits >= 5 and not re.fullmatch(r"(?:19|20)\d\d[-_]\d\d[-_]\d\d", segment)) or (
        digits >= 2 and not any(word.casefold() in common_words() for word in words)
    )


def _path_word(word: str, scope: Surrogates) -> str:
    """Return a word of a path, replaced where it names somebody or something of the scope."""
    name = canonical(word)
    if name in common_words() and not scope.links.roster.names(name):
        return word
    if scope.links.numbers.get(name):
        return laid(word, number.number("OTHER_ID", name, scope))
    if name in scope.links.roster.families:
        return like(word, canonical(person.family(name, scope)) if word.islower() else person.family(name, scope))
    if name in scope.links.roster.givens:
        return like(word, canonical(person.given(name, scope)) if word.islower() else person.given(name, scope))
    if scope.holds(Part("handle", name)) or joined(name, scope):
        return like(word, handle(word, scope))
    new = organization.in_label(name, scope)
    return like(word, new) if new else word


def render(label: str, text: str, scope: Surrogates) -> str:
    """Return another mail address or link in the form of *text*."""
    return render_mail(text, scope) if label == "EMAIL_ADDRESS" else render_url(text, scope)


surrogate = Surrogate(
    labels=frozenset({"EMAIL_ADDRESS", "URL"}),
    render=render,
    kinds={"domain": Kind(propose_domain, "domain", same=str.casefold)},
    may_stay=True,
)
