"""`nhv invite`: lets the first people in, before there is an administrator to do it on the website."""

import argparse
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("invite", help="bjud in en person; länken skrivs ut och skickas med e-post")
    parser.add_argument("email", metavar="ADRESS")
    parser.add_argument("--organisation", metavar="NYCKEL", default="socialstyrelsen", help="förval: socialstyrelsen")
    parser.add_argument("--role", metavar="ROLL", default="administrator", help="förval: administrator")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from django.conf import settings

    from nhv.accounts.acts import invite
    from nhv.register.models import Organisation
    from nhv.rules.actor import Actor
    from nhv.rules.refusals import Refused
    from nhv.rules.roles import Role

    organisation = Organisation.objects.filter(key=options.organisation).first()
    if organisation is None:
        raise InputFault(f"--organisation: registret har ingen «{options.organisation}»; kör `nhv load` först")
    if options.role not in set(Role):
        raise InputFault(f"--role: «{options.role}» är ingen roll; välj bland {', '.join(Role)}")
    links: list[str] = []

    def link(token: str) -> str:
        links.append(f"{settings.BASE_URL}/konto/inbjudan/{token}/")
        return links[0]

    try:
        invite(
            email=options.email,
            organisation=organisation,
            role=Role(options.role),
            by=Actor("program", "invite"),
            link=link,
        )
    except Refused as refusal:
        raise InputFault(str(refusal)) from None
    print(f"Inbjudan skickas till adressen. Länken gäller i två veckor och bara en gång:\n{links[0]}")
