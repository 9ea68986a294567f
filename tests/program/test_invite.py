"""`nhv invite`: the first administrator comes in by a link like everybody else."""

import re

from nhv.accounts.acts import find_invitation
from nhv.program.main import main


def test_the_first_administrator_is_invited_from_the_command_line(sqlite_register, capsys):
    assert main(["invite", "forsta@exempel.invalid"]) == 0
    token = re.search(r"/konto/inbjudan/(\S+)/", capsys.readouterr().out).group(1)
    invitation = find_invitation(token)
    assert (invitation.role, invitation.organisation.key) == ("administrator", "socialstyrelsen")


def test_what_cannot_be_is_told_in_one_sentence(sqlite_register, capsys):
    assert main(["invite", "a@exempel.invalid", "--role", "kung"]) == 2
    assert main(["invite", "a@exempel.invalid", "--organisation", "finns-inte"]) == 2
    assert main(["invite", "a@exempel.invalid", "--role", "writer"]) == 2
    assert main(["invite", "ingen adress"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [re.split("[;.]", line)[0] for line in told] == [
        "nhv: --role: «kung» är ingen roll",
        "nhv: --organisation: registret har ingen «finns-inte»",
        "nhv: Den rollen kan ingen ha vid Socialstyrelsen",
        "nhv: Adressen går inte att läsa",
    ]
