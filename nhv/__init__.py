"""nhv: software for Sweden's national highly specialised care."""

# The one place where the version stands: pyproject.toml, the command and the API take it from here.
__version__ = "0.9.0"
