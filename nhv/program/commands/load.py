"""`nhv load`: publish documents in the register, all of them or none."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nhv.program.faults import InputFault
from nhv.program.files import reading_of, text_of
from nhv.program.prepare import prepare
from nhv.specification import toml
from nhv.specification.area import Area
from nhv.specification.document import AreaFile
from nhv.specification.faults import DocumentFault
from nhv.specification.layers import with_editorial_of

if TYPE_CHECKING:
    from nhv.register.publication import Publication

OUTCOMES = {
    "new_area": "nytt område",
    "new_version": "ny version",
    "new_edition": "ny utgåva",
    "new_facts": "nya uppgifter",
    "unchanged": "oförändrat",
}
ACTS = {
    "permit_granted": "tillstånd givet",
    "permit_superseded": "tillstånd ändrat",
    "permit_struck": "tillstånd struket",
    "call_read": "utlysning inläst",
}
NOT_AREAS = {"organisations.toml", "general.toml"}


def add_to(commands: Any) -> None:
    parser = commands.add_parser("load", help="publicera dokument i registret; utan sökväg de medföljande områdena")
    parser.add_argument("paths", nargs="*", type=Path, metavar="SÖKVÄG", help="TOML, eller .txt .html .pdf .docx")
    parser.add_argument("--history", action="store_true", help="släpp in en version som gällde före den senaste")
    parser.add_argument(
        "--despite-doubts", action="store_true", help="publicera även när en fil har text som kanske inte är läst rätt"
    )
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    prepare()
    publications = publish_files(options.paths, history=options.history, despite_doubts=options.despite_doubts)
    if options.json:
        print(json.dumps([asdict(publication) for publication in publications], ensure_ascii=False, indent=2))
    else:
        for publication in publications:
            place = f"version {publication.version}, utgåva {publication.edition}"
            print(f"{publication.key}: {OUTCOMES[publication.outcome]} ({place})")
            for done in publication.acts:
                print(f"  {ACTS[done.act]}: {done.about}{f' ({done.why})' if done.why else ''}")


def publish_files(paths: list[Path], *, history: bool = False, despite_doubts: bool = False) -> "list[Publication]":
    """Load what the bundled documents say of organisations and of all areas, and publish these files; none stands for
    the bundled areas. Raises InputFault."""
    from django.conf import settings
    from django.utils import timezone

    from nhv.process.cases.acts import take_up_known_areas
    from nhv.records.acts import one_transaction
    from nhv.register.acts.documents import publish_general
    from nhv.register.models import AreaDocument
    from nhv.register.organisations import load_organisations
    from nhv.register.publication import publish
    from nhv.rules.actor import Actor
    from nhv.rules.refusals import Refused

    by = Actor("program", "nhv load")
    try:
        organisations = toml.read_organisations(text_of(settings.AREAS / "organisations.toml"))
        general = toml.read_general(text_of(settings.AREAS / "general.toml"))
        files = [_area_file(path, despite_doubts=despite_doubts) for path in _paths(paths or [settings.AREAS])]
        with one_transaction(AreaDocument):
            load_organisations(organisations, by=by)
            publish_general(general=general, by=by)
            published = publish(files, by=by, history=history)
            take_up_known_areas(by=by, now=timezone.now())
            return published
    except (DocumentFault, Refused) as fault:
        raise InputFault(str(fault)) from None


def _paths(given: list[Path]) -> list[Path]:
    """The files meant: folders stand for the area documents in them."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += sorted(inner for inner in path.glob("*.toml") if inner.name not in NOT_AREAS)
        else:
            found.append(path)
    if not found:
        raise InputFault("mappen innehåller inga områdesdokument (.toml)")
    return found


_STOPPED = (
    "{path}: {why} Kontrollera med «nhv read», rätta filen, eller kör igen med --despite-doubts ({number} sådan(a) "
    "tveksamhet(er))."
)


def _area_file(path: Path, *, despite_doubts: bool) -> AreaFile:
    if path.suffix.lower() == ".toml":
        return toml.read_area_file(text_of(path), name=str(path))
    reading = reading_of(path, predecessor=_predecessor)
    stops = [doubt.why for doubt in reading.doubts if doubt.stops]
    if stops and not despite_doubts:
        raise InputFault(_STOPPED.format(path=path, why=stops[0], number=len(stops)))
    file = reading.area_file
    earlier = _predecessor(file.area.key)
    return file.model_copy(update={"area": with_editorial_of(file.area, earlier)}) if earlier else file


def _predecessor(key: str) -> Area | None:
    """The register's newest document of the area that goes by this slug, whose keys the new reading takes over."""
    from nhv.register.models import AreaDocument

    document = AreaDocument.objects.filter(area__aliases__slug=key).newest_first().first()
    return document.specification if document else None
