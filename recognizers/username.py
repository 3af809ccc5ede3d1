"""User names: handles ("@mdonovan"), Slack ids, logins behind "user" or "login", ``DOMAIN\\user``, ``ssh
user@host``, home folders.

Accounts that everybody has (root, admin, postgres) and the words that follow "user" in prose are no findings.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import placeholder, redraw
from textsynth.recognizer import PatternRecognizer

_EVERYBODYS = frozenset(
    "root admin administrator user users guest test tester nobody ubuntu default name null none true false "
    "daemon www-data postgres mysql anonymous is id not "
    "and or the a an in to for of on at with was has had can will may must should does who whose that this "
    "from by are it as be if when group groups data info "
    "sudo system git ec2-user deploy root: experience interface interfaces story stories account accounts "
    "error errors input agent manual guide field string "
    "required optional unknown missing invalid changed created deleted public shared all here channel "
    "font-face keyframes -webkit-keyframes charset supports namespace container layer include mixin extend apply "
    "everyone media import param return override deprecated "
    "author since see throws property dataclass staticmethod classmethod pytest app service runner jenkins "
    "node home password page screen form failed attempt "
    "gonna your protocol attempts button example username login support team".split()
)
_NAME = r"[A-Za-z0-9][\w.+-]{1,38}[A-Za-z0-9_]"


def validate(text: str) -> bool:
    """Return whether *text* is a name that belongs to somebody: with a letter, and no word of the trade."""
    plain = text.lower().strip("@<>~")
    if plain.endswith((".com", ".org", ".net")) or (any(c.isdecimal() for c in plain) and placeholder(plain)):
        return False
    return (
        any(character.isalpha() for character in plain)
        and plain not in _EVERYBODYS
        and not plain.startswith(("http", "localhost"))
    )


def fake(original: str, draw: Draw) -> str:
    """Return a name of the same shape that is nobody's word; the leading U or W of a Slack id stays."""
    if original.startswith(("<@U", "<@W", "U0")):
        return original[:4] + redraw(original[4:], draw, same_shape)
    return redraw(original, draw, same_shape, lambda text: validate(text) or not validate(original))


recognizers = (
    PatternRecognizer(
        label="USERNAME",
        name="username_handle",
        pattern=r"(?<![\w@.+/%&:=#-])@(?=[\w.-]{0,30}[A-Za-z])[A-Za-z0-9_](?:[\w.-]{1,30})(?<=\w)(?![\w@]|[(/]|\.\w)",
        checked=0.85,
        validate=validate,
        fake=fake,
        examples=(
            "@mdonovan",
            "ask «@faridahzul» on Telegram",
            "(«@marisol-qh»).",
            "thanks «@meg.donovan», all",
            "via «@granton_gannet»!",
            "«@jun_91»: hi",
        ),
        counterexamples=(
            "@here",
            "a@b",
            "@dataclass(frozen=True)",
            "@types/node",
            "@media screen",
            "@font-face { font-family: x }",
            "meet @ 5",
            "megan@corp.com",
            "@5",
            "@param x",
        ),
    ),
    PatternRecognizer(
        label="USERNAME",
        name="username_slack",
        pattern=r"<@[UW][A-Z0-9]{4,14}(?=[|>])>?|(?<![\w@-])U0[A-Z0-9]{4,12}(?![\w-])",
        score=0.9,
        fake=fake,
        examples=(
            "<@U03DREW>",
            "hey «<@U02MEGAN>», hi",
            "«<@W012A3CDE>»: done",
            "U03DREW9",
            "user «U02MEGAN» left",
            "<@U0LAN0Z89>",
        ),
        counterexamples=("<@here>", "USER", "U2", "<#C024BE7LR>", "<!channel>", "U-2026"),
    ),
    PatternRecognizer(
        label="USERNAME",
        name="username_labelled",
        pattern=(
            r"(?<![^\W_])(?i:user(?:[ _-]?(?:name|id))?|login(?:[ _-]?(?:name|id))?|log-?in|handle|screen[ _-]?name"
            r"|net[ _-]?id|uname|(?:db|ansible|smtp|ssh|pg|sql|ftp)[_-]?user"
            r"|benutzername|benutzer|anmeldename|utilisateur|identifiant|usuario|gebruikersnaam|brukernavn|nome "
            r"utente|actor|sudo|account name|superuser|nick(?:name)?|gamertag|discord|insta(?:gram)?|twitter"
            r"|telegram|github|venmo|cash ?app)"
            r"(?:[\"'*]{0,2}\s?[:=]\s?[\"'*]{0,2}|[ ](?:is|was)[ ][\"']?|[ ][\"'](?=[\w.@-]{2,40}[\"']))"
            rf"(?P<value>@?{_NAME})(?![\w@/(:%]|\.\w|[ ]?=|://)"
        ),
        checked=0.75,
        validate=lambda text: validate(text) and not text.isdecimal(),
        fake=fake,
        examples=(
            "user=«jsmith»",
            "Username: «k.svensson»",
            "my login is «m_donovan»",
            '"user": "«fsialeipata»"',
            "DB_USER=«gdelaunay»",
            "NetID: «cmg417»",
            "ansible_user: «aselassie»",
        ),
        counterexamples=(
            "user=root",
            "username: required",
            "USER=admin",
            "user: unknown",
            "user stories",
            "login failed",
            "user is not allowed",
        ),
    ),
    PatternRecognizer(
        label="USERNAME",
        name="username_system",
        pattern=(
            rf"(?:(?<![\w\\])[A-Z][A-Z0-9-]{{1,14}}+\\(?P<value>(?![nrtxu0]\b){_NAME})(?![\w\\])"
            rf"|/(?:home|Users)/(?P<value>{_NAME})(?![\w@])|:\\{{1,2}}Users\\{{1,2}}(?P<value>{_NAME})(?![\w@])"
            rf"|://(?P<value>{_NAME})(?=:[^\s/@]{{1,80}}@)| - (?P<value>{_NAME})(?= \[\d\d/[A-Z][a-z]{{2}}/\d{{4}})"
            r"|(?<![\w-])(?:(?:ssh|scp|sftp|rsync)(?: (?:-\w+|[~/.][^\s@]{1,60})){0,6} "
            rf"(?P<value>{_NAME})(?=@[\w.-])"
            r"|(?:mysql|psql|pg_dump|mysqldump)(?: [^\s]{1,40}){0,4}? -[uU] ?"
            rf"(?P<value>{_NAME})(?![\w@])"
            rf"|(?:password|publickey|keyboard-interactive/pam) for (?P<value>{_NAME})(?= from)"
            rf"|(?:opened for|closed for|as|by|for) user ['\"]?(?P<value>{_NAME})(?![\w@.])))"
        ),
        checked=0.8,
        validate=validate,
        fake=fake,
        examples=(
            r"CORP\«jsmith»",
            "/home/«hyunwoo»/x",
            r"C:\Users\«megan.d»\Desktop",
            "ssh -i ~/.ssh/id «dsvoboda»@10.14.0.7",
            "Failed password for «nkchukwu» from 1.2.3.4",
            "postgresql://«tisza_app»:secret@h/db",
            "1.2.3.4 - «tkowalski» [12/Feb/2026:06:58:12]",
        ),
        counterexamples=(
            r"C:\Windows\System32",
            "/home/ubuntu/x",
            "ssh root@host",
            "Failed password for root from",
            r"\n\t",
            "https://host:80/a@b",
            "/home/",
        ),
    ),
)
