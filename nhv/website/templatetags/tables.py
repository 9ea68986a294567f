"""The links to what a list holds as a table."""

from typing import Any

from django import template

from nhv.website.public.tables import FORMATS

register = template.Library()
WORDS = {"csv": "CSV", "xlsx": "Excel"}


@register.inclusion_tag("public/parts/downloads.html", takes_context=True)
def downloads(context: template.Context, json: str = "") -> dict[str, Any]:
    """{% downloads json="/api/v1/calls" %}: this very list, with its filters and its day, as CSV and Excel; and where
    programs find the same."""
    request = context["request"]
    said = request.GET.copy()
    said.pop("sida", None)
    files = []
    for form in FORMATS:
        said["format"] = form
        files.append((f"{request.path}?{said.urlencode()}", WORDS[form]))
    return {"files": files, "json": json}
