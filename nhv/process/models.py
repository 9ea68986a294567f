"""The process's tables."""

from nhv.process.calls.models import CallQuestion, Extension

__all__ = ["CallQuestion", "Extension"]
