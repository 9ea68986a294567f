"""`nhv demo`: a demonstration with invented accounts, in a data directory of its own; and its accounts' codes."""

import argparse
import os
import sys
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
    if options.what == "code":
        _show_code(options.account)
    else:
        _tell_all()


def _show_code(account: str | None) -> None:
    from django.conf import settings
    from django.utils import timezone

    from nhv.program.demo.shown import code_of
    from nhv.program.demo_mark import check_marked

    if not account:
        raise InputFault("ange ett konto, till exempel: nhv demo code handlaggare1")
    check_marked(settings.DATA)
    print(code_of(account, timezone.now()))


def _tell_all() -> None:
    from django.conf import settings

    from nhv.program import demo
    from nhv.program.commands.load import publish_files
    from nhv.program.demo.shown import accounts
    from nhv.program.demo_mark import begin
    from nhv.register.jobs import keep_checkpoint

    begin(settings.DATA)
    publish_files([])
    made = demo.tell()
    keep_checkpoint()
    print(f"Demonstration i {settings.DATA}: påhittade konton och ärenden, inget är på riktigt.\n")
    if made:
        print("Skriv av lösenorden nu. De visas bara den här gången och finns inte kvar någonstans.\n")
        print("\n".join(accounts(made)))
    else:
        print("Kontona finns redan. Lösenorden visades när de gjordes; har du dem inte: ta bort mappen och kör om.")
    print(_ways_on(settings.BASE_URL, settings.DATA))


def _ways_on(address: str, data: Path) -> str:
    from nhv.program.demo.call import the_open_call
    from nhv.program.demo.people import DOMAIN

    call = the_open_call()
    return f"""
Logga in     {address}/konto/logga-in/ med en knapp för var och en, på den här datorn
             eller med kontots namn följt av @{DOMAIN}, till exempel handlaggare1@{DOMAIN}
Engångskod   {_again()} demo code handlaggare1   (eller lägg in hemligheten i en autentiseringsapp)
Utlysning    {address}/utlysningar/{call.key if call else ""}/
Breven       {data}/mail
"""


def _again() -> str:
    """How this very program is begun once more from where one stands, with the same data directory."""
    place = f"NHV_DATA={os.environ['NHV_DATA']} " if "NHV_DATA" in os.environ else ""
    beside = Path(sys.executable).with_name("nhv")
    folder = Path.cwd()
    return f"{place}{beside.relative_to(folder) if beside.is_relative_to(folder) else beside}"
