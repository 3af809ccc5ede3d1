"""One module per kind of surrogate."""
