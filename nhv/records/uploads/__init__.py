"""What may be received as a file: five kinds, known by content and by name, measured before anything is parsed.

Nothing here is shown or converted. A received file is kept as it came and served as an attachment only.
"""

from nhv.records.uploads.inspection import MEDIA_TYPES, inspect
from nhv.records.uploads.names import clean_name

__all__ = ["MEDIA_TYPES", "clean_name", "inspect"]
