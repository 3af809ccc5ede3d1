"""``python -m textsynth``."""

from textsynth.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
