"""`nhv demo`: a demonstration with invented accounts, in a data directory of its own; and its accounts' codes."""

import argparse
import os
from pathlib import Path
from typing import Any

from nhv.program.faults import InputFault
from nhv.program.prepare import prepare


def add_to(commands: Any) -> None:
    parser = commands.add_parser("demo", help="gör en demonstration med påhittade konton, i en egen tom datamapp")
    parser.add_argument("what", nargs="?", choices=("code",), metavar="code", help="visa ett kontos engångskod")
    parser.add_argument("account", nargs="?", metavar="KONTO", help="till exempel handlaggare1")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    from django.conf import settings
    from django.utils import timezone

    from nhv.program import demo
    from nhv.program.commands.load import publish_files
    from nhv.program.demo_mark import begin, check_marked

    if options.what == "code":
        if not options.account:
            raise InputFault("ange ett konto, till exempel: nhv demo code handlaggare1")
        check_marked(settings.DATA)
        print(demo.code_of(options.account, timezone.now()))
        return
    begin(settings.DATA)
    publish_files([])
    made = demo.make()
    print(f"Demonstration i {settings.DATA}: påhittade konton och ärenden, inget är på riktigt.\n")
    if made:
        print("Skriv av lösenorden nu. De visas bara den här gången och finns inte kvar någonstans.\n")
        print("\n".join(demo.table(made)))
    else:
        print("Kontona finns redan. Lösenorden visades när de gjordes; har du dem inte: ta bort mappen och kör om.")
    print(_ways_on(settings.BASE_URL, settings.DATA))


def _ways_on(address: str, data: Path) -> str:
    from nhv.program.demo import DOMAIN, the_open_call

    place = f"NHV_DATA={os.environ['NHV_DATA']} " if "NHV_DATA" in os.environ else ""
    call = the_open_call()
    return f"""
Logga in     {address}/konto/logga-in/ med kontots namn följt av @{DOMAIN}, till exempel handlaggare1@{DOMAIN}
Engångskod   {place}.venv/bin/nhv demo code handlaggare1   (eller lägg in hemligheten i en autentiseringsapp)
Utlysning    {address}/utlysningar/{call.key if call else ""}/
Breven       {data}/mail
"""
