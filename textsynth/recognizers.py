"""The bundled recognizers: one module each, in the top-level ``recognizers/`` folder (or shipped inside of the wheel)."""

from textsynth.plugins import bundled

__path__ = [str(bundled("recognizers"))]
