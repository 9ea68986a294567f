"""Why a file cannot be read, in one Swedish sentence: what, where, and what to do."""


class ReadingFault(Exception):
    """A file that is refused. `str()` is one sentence fit to show; `file_name` says where."""

    def __init__(self, what: str, *, what_to_do: str, file_name: str = "") -> None:
        self.what, self.what_to_do, self.file_name = what, what_to_do, file_name
        place = f"{file_name}: " if file_name else ""
        super().__init__(f"{place}{what}; {what_to_do}.")

    def in_file(self, file_name: str) -> "ReadingFault":
        """The same fault, told with the name of the file."""
        return ReadingFault(self.what, what_to_do=self.what_to_do, file_name=file_name)
