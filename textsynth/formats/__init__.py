"""One module per file format; each defines ``format``, an instance of ``textsynth.format.Format``."""
