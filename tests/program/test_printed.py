"""What is printed from the code tells of all of it."""

from nhv.program.main import COMMANDS
from nhv.program.printed import addresses, commands


def test_every_command_is_in_the_reference():
    text = commands()
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2].replace("_", "-")
        assert f"## nhv {name}\n" in text


def test_the_agreed_addresses_are_there():
    text = addresses()
    for address in ("/", "/omraden/", "/omraden/<key:key>/", "/sok/", "/utlysningar/", "/health/", "/api/v1/search"):
        assert f"| `{address}` |" in text
