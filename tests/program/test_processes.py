"""What is printed of processes and access tells of every step and every activity."""

from nhv.program.printed import PRINTED
from nhv.program.processes import PROCESSES, access, drawings, moves
from nhv.rules.access import ACCESS
from nhv.rules.roles import Role
from nhv.website.words import ROLES


def test_every_step_is_a_row_and_every_process_a_picture():
    text = moves()
    tables = [process.moves for _key, _name, process, _words in PROCESSES]
    assert len(tables) >= 4
    assert [len(picture.table.rows) for picture in drawings().values()] == [len(table) for table in tables]
    assert [file for file in drawings() if f"]({file})" not in text or f"printed/{file}" not in PRINTED] == []
    assert len([line for line in text.splitlines() if line.startswith("| ")]) == sum(len(table) + 1 for table in tables)
    assert [move.guard for table in tables for move in table if move.guard not in text] == []


def test_every_activity_is_a_row_and_every_role_a_column():
    rows = {line.split("`")[1]: line for line in access().splitlines() if line.startswith("| `")}
    assert list(rows) == list(ACCESS)
    assert {line.count("|") for line in rows.values()} == {len(Role) + 2}
    assert [role for role in Role if str(ROLES[role]) not in access()] == []


def test_nothing_reaches_a_draft_from_the_authority():
    row = next(line for line in access().splitlines() if line.startswith("| `application.write`"))
    cells = dict(zip(ROLES, [cell.strip() for cell in row.split("|")[2:-1]], strict=True))
    assert (cells["officer"], cells["registrar"], cells["administrator"]) == ("", "", "")
    assert cells["writer"] == "egna"
