"""The process's tables."""

from nhv.process.calls.models import CallForApplications, CallQuestion, Extension

__all__ = ["CallForApplications", "CallQuestion", "Extension"]
