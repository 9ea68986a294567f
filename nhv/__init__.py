"""nhv: software for Sweden's national highly specialised care."""

__version__ = "0.1.0"
