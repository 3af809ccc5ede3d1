"""The command line: what each command takes. What it does is in ``textsynth.commands``, imported when it is called."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from textsynth import __version__
from textsynth.errors import SetAside, TextsynthError, place_of


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* and return its exit code: 0 all done, 1 nothing done, 3 some inputs set aside.

    130 and 143 say that it was interrupted or told to end. A message never holds text of the input.
    """
    arguments = parser().parse_args(argv)
    try:
        with _ending_cleanly():
            from textsynth import commands

            code = int(getattr(commands, arguments.command)(arguments))
            if sys.stdout is not None:
                sys.stdout.flush()
            return code
    except SetAside as error:
        return _fail(str(error), 3)
    except TextsynthError as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt as error:
        again = "; go on with --resume" if getattr(arguments, "resume", None) is not None and arguments.key_file else ""
        return _fail(f"interrupted{again}", 143 if isinstance(error, _Ended) else 130)
    except BrokenPipeError:  # the reader of our output has gone, as in `… | head`
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(f"{error.filename or 'input or output'}: {error.strerror or type(error).__name__}", 1)
    except MemoryError:
        return _fail("memory ran out; give a smaller --max-bytes", 1)
    except Exception as error:
        if os.environ.get("TEXTSYNTH_DEBUG"):
            raise
        return _fail(f"an unexpected {type(error).__name__} at {place_of(error)}; please report it", 1)


class _Ended(KeyboardInterrupt):
    """The process was told to end, as by ``kill`` or by the end of its terminal."""


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Let what a shutdown or a closed terminal sends be cleaned up after, as Ctrl-C is."""

    def end(*_: object) -> None:
        raise _Ended

    here = threading.current_thread() is threading.main_thread()
    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if here and hasattr(signal, name)]
    signals = [each for each in signals if signal.getsignal(each) == signal.SIG_DFL]
    for each in signals:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in signals:
            signal.signal(each, signal.SIG_DFL)


def _fail(message: str, code: int) -> int:
    print(f"textsynth: {message}", file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """Exits with 1, as the contract says, where argparse would with 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(1, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = _Parser(prog="textsynth", description="De-identify documents in place by synthesis, on your own machine.")
    top.add_argument("--version", action="version", version=f"textsynth {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    _deidentify(commands.add_parser("deidentify", help="rewrite files and folders with substitutes, verified"))
    _detect(commands.add_parser("detect", help="say what would be found, as JSON lines of spans"))
    _stream(commands.add_parser("stream", help="JSON lines from stdin to stdout, record by record"))
    _evaluate(commands.add_parser("evaluate", help="score detection against JSONL gold"))
    keygen = commands.add_parser("keygen", help="write a new key file")
    keygen.add_argument("-o", "--out", type=Path, required=True, metavar="FILE")
    return top


def _common(command: argparse.ArgumentParser) -> None:
    common = command.add_argument_group("what is found and how it is replaced")
    common.add_argument(
        "--key-file", type=Path, metavar="FILE", help="the same key gives the same substitutes (default: random)"
    )
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="a textsynth.toml: own patterns, terms, fields, lists"
    )
    common.add_argument("--profile", default="default", metavar="P", help="default, gdpr, hipaa-safe-harbor or pci")
    common.add_argument("--preset", choices=("precision", "balanced", "recall"))
    common.add_argument(
        "--consistency", choices=("document", "corpus", "mention"), help="what shares one mapping (document)"
    )
    common.add_argument("--labels", metavar="L,…", help="replace only these")
    common.add_argument("--model", metavar="M", help="folder or Hugging Face id of a token-classification model")
    common.add_argument("--device", metavar="D", help="auto, cpu, cuda … (auto)")
    common.add_argument("--rules-only", action="store_true", help="no model: names in running text will be missed")
    common.add_argument(
        "--allow-language", metavar="L,…", help="languages to accept that the model was not made for; any: all"
    )
    common.add_argument(
        "--format", metavar="F", default="", help="read every input as this format, whatever it is called"
    )
    common.add_argument("--max-bytes", type=_size, metavar="N", help="the most of one input held in memory (64M)")


def _deidentify(command: argparse.ArgumentParser) -> None:
    command.add_argument("inputs", nargs="+", type=Path, metavar="SRC", help="files and folders")
    command.add_argument("-o", "--out", type=Path, metavar="OUT", help="a new folder")
    command.add_argument("--dry-run", action="store_true", help="count what would be replaced, write nothing")
    command.add_argument(
        "--resume", action="store_true", help="go on with a run that was killed (needs its --key-file)"
    )
    command.add_argument(
        "--jobs", type=_positive, default=0, metavar="N", help="worker processes (default: one per core)"
    )
    command.add_argument(
        "--copy-unsupported", action="store_true", help="copy what no format reads instead of setting it aside"
    )
    command.add_argument(
        "--report", type=Path, metavar="FILE", help="where the report goes: .json or .html (OUT.report.json)"
    )
    command.add_argument("--report-paths", action="store_true", help="let the report name paths, which may hold names")
    command.add_argument("--log", choices=("text", "json"), default="text", help="json: one line per file on stderr")
    _common(command)


def _detect(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", type=Path, metavar="SRC", help='a JSONL file of {"id","text"}, or any file')
    command.add_argument("-o", "--out", type=Path, metavar="FILE", help="where the spans go (stdout)")
    _common(command)


def _stream(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--field", default="", metavar="PATH", help="only this field (dotted), else every string and number"
    )
    command.add_argument(
        "--scope-field", default="", metavar="PATH", help="records with one value here share one mapping"
    )
    command.add_argument("--rejects", type=Path, metavar="FILE", help="where records go that cannot be made safe")
    _common(command)


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
    command.add_argument(
        "--pred", type=Path, metavar="P.jsonl", help="spans of `detect` or of another tool (default: detect now)"
    )
    command.add_argument("--json", action="store_true", help="the scores as JSON")
    _common(command)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(text)


def _size(text: str) -> int:
    units = {"K": 10, "M": 20, "G": 30}
    number, shift = (text[:-1], units[text[-1:].upper()]) if text[-1:].upper() in units else (text, 0)
    if not number.isdecimal() or not int(number):
        raise argparse.ArgumentTypeError("a size such as 500000, 64M or 2G")
    return int(number) << shift
