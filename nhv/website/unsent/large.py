"""A form with files, sent by somebody whose session has ended: its words are read, and its files let go."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_FILES, LONGEST_NAME = 20, 200


class WordsAlone(FileUploadHandler):
    """Takes no file: notes its name and lets its bytes go. `file_names` is then what they were called."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.file_names: list[str] = []

    def new_file(self, field_name: str, file_name: str, *args: Any, **named: Any) -> None:
        super().new_file(field_name, file_name, *args, **named)
        if len(self.file_names) >= MOST_FILES:
            raise StopUpload(connection_reset=True)
        self.file_names.append(file_name)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def names_of_files(request: HttpRequest) -> list[str]:
    """What the files that were sent are called, whether they were received or not."""
    received = [file.name or "" for _name, files in request.FILES.lists() for file in files]
    let_go = [
        name for handler in request.upload_handlers if isinstance(handler, WordsAlone) for name in handler.file_names
    ]
    return [name[:LONGEST_NAME] for name in (*received, *let_go) if name][:MOST_FILES]
