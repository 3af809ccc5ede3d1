"""Passwords, PINs, one-time codes and door codes, behind a word that says so, and the password in a connection
string.

Behind ":" or "=" any token counts that is no word of a form or a template; behind "is" or nothing it needs a digit, a
sign or mixed case, for "password is required" and "PIN pad" are prose.
"""

from __future__ import annotations

from textsynth.draw import Draw, same_shape
from textsynth.patterns import redraw
from textsynth.recognizer import PatternRecognizer

_PROSE = frozenset(
    "required incorrect wrong invalid missing none null true false string yes no not must should will was "
    "has have been is are the a an and or your my his her "
    "changeme password passwort secret hidden redacted reset expired sent same unknown n/a na tbd empty "
    "optional policy protected field hash manager text here "
    "below above following new old default format rules length strength requirements example todo undefined nil".split()
)
_WORDS = (
    r"pass(?:word|wort|phrase|code|wd)|passwd|pwd|pw|pass|kennwort|mot de passe|mdp|contraseña|contrasena"
    r"|clave|senha|wachtwoord|passord|lösenord|hasło|heslo|jelszó|şifre|sifre|"
    r"(?:secret|security) answer|recovery phrase|pre-?shared key|psk|wi-?fi(?: guest)? (?:key|password|pass"
    r"|code)|wlan(?:-schlüssel)?|community string"
)
_CODES = (
    r"pin(?: ?(?:code|number|no\.?))?|otp|one[- ]time (?:code|password|passcode|pin)|(?:verification"
    r"|confirmation|emergency|access|door|gate|alarm|lock|locker|garage|entry|keypad|master|barrier|"
    r"safe|building|unlock|login|sign-?in|2fa|mfa|auth(?:entication)?|sms|sim|security|voicemail|lockbox|key "
    r"?box|host|meeting|conference|guest|disarm|duress|key|alarm off|entrance|digi|op) ?(?:code|pin|combo"
    r"|passcode)|"
    r"(?:2fa|mfa) code|puk|combo(?:nation)?|combination|tan|codeword|keypad|passcode"
)


def validate(text: str) -> bool:
    """Return whether *text* may be a password: no word of prose, no mask, no variable, no filling."""
    plain = text.lower().strip("\"'.,;:!?()[]")
    if plain in _PROSE or len(set(text)) < 2 or not any(character.isalnum() for character in text):
        return False
    return (
        not text.startswith(
            ("/", "~", "$", "{", "<", "%(", "${", "[", "***", "xxx", "os.", "process.", "env.", "getenv", "http")
        )
        and "****" not in text
    )


def strict(text: str) -> bool:
    """Return whether *text* also looks like one: with a digit, a sign inside or capitals inside."""
    inside = text[1:]
    return validate(text) and (
        any(character.isdecimal() for character in text)
        or any(not character.isalnum() and character not in "'’-" for character in inside[:-1])
        or (any(character.isupper() for character in inside) and any(character.islower() for character in inside))
    )


def fake(original: str, draw: Draw) -> str:
    """Return a password of the same shape."""
    return redraw(original, draw, same_shape)


recognizers = (
    PatternRecognizer(
        label="PASSWORD",
        name="password_assigned",
        pattern=(
            rf"(?<![^\W_])(?i:{_WORDS})(?:[ ](?:for [\w ]{{1,20}}|\([^()\n]{{1,20}}\)))?[\"'*]{{0,3}}[ ]?(?:[:=]|->"
            r"|→)[ ]?[\"'*`]{0,2}"
            r"(?P<value>[^\s\"'`<>,;|()\[\]{}$*][^\s\"'`<>|]{2,78}?[^\s\"'`<>|,;.)\]}?&])(?=[\"'`<>|,;.)\]}?]*+"
            r"(?:\s|$|&\w+=))"
        ),
        checked=0.85,
        validate=validate,
        fake=fake,
        examples=(
            "password: «Ayran!ama-soguk»",
            "DB_PASS=«Ratatouille!1987»",
            "pw: «hunter2»,",
            '"password": "«Timket-19-jan»"',
            "Passwort: «Kalina#2209»",
            "SMTP_PASS='«lg7#kk_2Pw»'",
            "Wi-Fi key: «nasi.lemak.RM2.50»",
            "pwd=«s3cr3t»&x=1",
        ),
        counterexamples=(
            "password: required",
            "password=${DB_PASS}",
            "password: ********",
            "pass: yes",
            "pw: none",
            "The password policy",
            "password = os.environ['X']",
            "password: <hidden>",
        ),
    ),
    PatternRecognizer(
        label="PASSWORD",
        name="password_said",
        pattern=(
            rf"(?<![^\W_])(?i:{_WORDS})(?:[ ](?:is|was|now|will be|to)(?: now| still)?[ ]|,?[ ]{{1,3}}|[ ]\()[\"'“`]?"
            r"(?P<value>[^\s\"'“”`<>,;|()\[\]{}$][^\s\"'“”`<>|]{2,58}?[^\s\"'“”`<>|,;.)\]}?:])(?=[\"'“”`<>"
            r"|,;.)\]}?:]*+(?:\s|$))"
        ),
        checked=0.75,
        validate=lambda text: (
            (strict(text) and not text.replace("-", "").replace("/", "").replace(".", "").isdecimal())
            or (text.isdecimal() and validate(text))
        ),
        fake=fake,
        examples=(
            "pw is «hunter2»",
            "the password is «Winter-2026!»",
            "pw «Ayran!ama-soguk»",
            "user junmag3 pw «Tq7xx»",
            "password was «plum#ladder44».",
            "password «8027551»",
        ),
        counterexamples=(
            "password is required",
            "your password was changed",
            "pass me the salt",
            "password reset link",
            "the password has expired",
            "pass on 03/04/2026",
            "a pass is needed",
        ),
    ),
    PatternRecognizer(
        label="PASSWORD",
        name="password_code",
        pattern=(
            rf"(?<![^\W_])(?i:{_CODES})(?:[ ](?i:for [\w -]{{1,20}}?|\([^()\n]{{1,20}}\)))?[\"'*]{{0,3}}(?:[ ]?"
            r"(?:[:=(]|->|(?i:is|was|changed to|set to|now|will be)\b(?:[ ]now)?)|,)?[ ]{0,2}[\"'*`#]{0,2}"
            r"(?P<value>[*#]?\d(?:[ -]?\d){2,9}[*#]?|[A-Z0-9]{2,4}-[A-Z0-9]{2,4}(?:-[A-Z0-9]{2,4})?"
            r"|\d{2,4}[A-Z]\d{0,4})(?![\w-]|[.,:/]\d|[ ]\d|[ ]?(?i:a\.?m|p\.?m|years|%))"
        ),
        checked=0.8,
        validate=lambda text: (
            validate(text)
            and any(character.isdecimal() for character in text)
            and not ("200" <= text[:3] <= "203" and len(text) == 4)
        ),
        fake=fake,
        examples=(
            "PIN «426922»",
            "one-time code «771 903»",
            "gate code: «8890»",
            "the safe code is «28-10-19»",
            "OTP: «604 282»",
            "alarm code («9519#»)",
            "pin for the phone line «5504»",
            "New lock code is «7719*».",
        ),
        counterexamples=(
            "PIN 0000",
            "pin code required",
            "OTP 111111",
            "access code",
            "pin 3",
            "door code changed 2026",
            "PIN pad 12",
            "combination of 2 drugs",
        ),
    ),
    PatternRecognizer(
        label="PASSWORD",
        name="password_connection",
        pattern=(
            r"(?<=[a-z]://[\w.%+-]{0,60}:)(?P<value>[^\s/:@\"'<>]{1,80})(?=@[\w\[])|(?<=(?:mysql"
            r"|mysqldump)\ [^\n]{1,80}-p)(?P<value>'[^'\n]{3,60}'|[^\s'\"]{3,60})(?!\w)"
        ),
        checked=0.95,
        validate=validate,
        fake=fake,
        examples=(
            "postgresql://app:«wZEZyvEgH41Y8PE4»@10.61.4.20:5432/db",
            "rediss://:«0kGtPuHCuR5oEZlO»@cache:6380/0",
            "https://meg:«s3cret»@host/x",
            "mongodb+srv://u:«pa-55»@c.example/",
            "amqp://svc:«Kanin7»@mq",
            "ftp://a.b:«x9Qz»@files",
        ),
        counterexamples=(
            "postgresql://app@host/db",
            "http://host:8080/x",
            "redis://:${PASS}@h",
            "a://b",
            "https://host/a:b@c",
            "mailto:a:b",
        ),
    ),
)
