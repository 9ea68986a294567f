"""The JSON Schema of the files in `areas/`, for editors that complete and check while one writes."""

import json
from typing import Any

from nhv.specification.document import AreaFile


def area_file_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of an area file; `layer: editorial` marks what needs no decision."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ett område av nationell högspecialiserad vård",
        **AreaFile.model_json_schema(),
    }


def area_file_schema_text() -> str:
    """The schema as the text of `docs/printed/area.schema.json`."""
    return json.dumps(area_file_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
