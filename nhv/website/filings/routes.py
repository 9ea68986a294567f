"""The addresses of a kind's pages: one line for the owner's, one for those of who has received it.

    *own_pages(APPLICATIONS), *received_pages(APPLICATIONS, "handlaggning")

A GET changes nothing, wherever it goes, but that the diary tells who has read something before its close. The routes
have the kind's own name space, so that `filing:show` in a template is the page of the kind that is being shown, and
`application:show` that of an application from anywhere.
"""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path

from nhv.website.access import Needs, View, route
from nhv.website.filings.own import (
    begin,
    choosing,
    commenting,
    handing,
    listing,
    overview,
    replying,
    section,
    sending,
    sheet,
    versions,
    word,
)
from nhv.website.filings.pages import FilingPages
from nhv.website.filings.received import asked_for, comparing, downloads, filing, handling, paper
from nhv.website.filings.received import listing as received

HERE = "<slug:key>/"


def own_pages(pages: FilingPages) -> list[URLResolver]:
    """The owner's pages of one kind, under the kind's own address."""
    process, read = pages.kind.process, pages.kind.activity("read_own")
    look: Needs = {"GET": read}
    write: Needs = {"GET": read, "POST": process.needs("save")}
    send: Needs = {"GET": read, "POST": process.needs("send")}

    def page(address: str, view: View, name: str, needs: Needs = look) -> URLPattern:
        return _route(pages, address, view, name, needs)

    patterns = [
        page("", listing.list_own, "list"),
        page("ny/", begin.begin, "begin", process.needs("save")),
        page("ny/<key:about>/", begin.begin, "begin-about", process.needs("save")),
        page(HERE, overview.overview, "show"),
        page(f"{HERE}avsnitt/<key:section>/", section.section, "section", write),
        page(f"{HERE}val/", choosing.choose, "choose", {"POST": process.needs("save")}),
        page(f"{HERE}las/", versions.read_filing, "read"),
        page(f"{HERE}utkast.pdf", versions.filing_pdf, "pdf"),
        page(f"{HERE}filer/<slug:sha256>/", versions.file, "file"),
        page(f"{HERE}word/", word.word_way, "word", write),
        page(f"{HERE}word/formular.docx", word.word_file, "word-file"),
        page(f"{HERE}skicka/", sending.send, "send", send),
        page(f"{HERE}lamna-over/", handing.hand_over, "hand-over", {"POST": process.needs("save")}),
        page(f"{HERE}be-om-val/", handing.ask_to_choose, "ask-to-choose", {"POST": process.needs("save")}),
        page(f"{HERE}kommentar/", commenting.comment, "comment", {"POST": process.needs("save")}),
        page(f"{HERE}kvitto/<int:number>/", sending.receipt, "receipt"),
        page(f"{HERE}kvitto/<int:number>/kvitto.pdf", sending.receipt_pdf, "receipt-pdf"),
        page(f"{HERE}kvitto/<int:number>/kvitto.json", sending.receipt_file, "receipt-file"),
        page(f"{HERE}kvitto/<int:number>/svar.json", sending.answers_file, "answers-file"),
        page(f"{HERE}version/<int:number>/", versions.show_version, "version"),
        page(f"{HERE}version/<int:number>/handling.pdf", versions.version_pdf, "version-pdf"),
        page(f"{HERE}jamfor/<int:older>-<int:newer>/", versions.compare, "compare"),
        page(f"{HERE}jamfor/<int:older>-nu/", versions.compare_with_working_copy, "compare-with-now"),
        page(f"{HERE}jamfor/overlamnat-nu/", versions.compare_with_handed_over, "compare-with-handed"),
    ]
    if pages.kind.place_question:
        patterns.append(page(f"{HERE}sjukhus/", choosing.place, "place", write))
    if pages.kind.in_sheets:
        patterns += [
            page(f"{HERE}ark/", sheet.sheet_way, "sheet", write),
            page(f"{HERE}ark/ark.xlsx", sheet.sheet_file, "sheet-file"),
            page(f"{HERE}ark/ark.csv", sheet.sheet_csv, "sheet-csv"),
        ]
    if process.has("request_completion"):
        patterns.append(page(f"{HERE}svar-pa-komplettering/", replying.reply, "reply", write))
    if process.has("withdraw"):
        taking_back: Needs = {"GET": read, "POST": process.needs("withdraw")}
        patterns.append(page(f"{HERE}aterta/", sending.withdraw, "withdraw", taking_back))
    return [path(f"{pages.kind.address}/", include((patterns, "filing"), namespace=pages.name))]


def received_pages(pages: FilingPages, under: str) -> list[URLResolver]:
    """The pages of who has received it, under an address of theirs."""
    kind = pages.kind
    look: Needs = {"GET": kind.activity("read_received")}

    def page(address: str, view: View, name: str, needs: Needs = look) -> URLPattern:
        return _route(pages, address, view, name, needs)

    here = f"{kind.address}/{HERE}"
    patterns = [
        page(f"{kind.address}/", received.list_received, "list"),
        page(f"{kind.address}.csv", received.received_csv, "csv"),
        page(f"{kind.address}.xlsx", received.received_sheet, "sheet"),
        page(here, filing.show_filing, "show"),
        page(f"{here}version/<int:number>/kvitto.json", downloads.receipt, "receipt"),
        page(f"{here}version/<int:number>/kvitto.pdf", downloads.receipt_pdf, "receipt-pdf"),
        page(f"{here}version/<int:number>/handling.pdf", downloads.filing_pdf, "pdf"),
        page(f"{here}version/<int:older>-<int:newer>/", downloads.compare, "compare"),
        page(f"{here}version/<int:older>-<int:newer>/jamforelse.pdf", downloads.comparison_pdf, "compare-pdf"),
    ]
    if pages.compares:
        of_all = f"{kind.address}/jamfor/<key:about>"
        patterns += [
            page(f"{of_all}/", comparing.compare_all, "compare-all"),
            page(f"{of_all}.xlsx", comparing.compared_sheet, "compared-sheet"),
            page(f"{of_all}.zip", comparing.compared_zip, "compared-zip"),
        ]
    if kind.takes_files:
        patterns.append(page(f"{here}fil/<str:sha256>/", downloads.file, "file"))
    if kind.may("note"):
        patterns.append(page(f"{here}anteckning/", handling.write_note, "note", {"POST": kind.activity("note")}))
    if kind.may("assign"):
        patterns.append(page(f"{here}handlaggare/", handling.assign, "assign", kind.activity("assign")))
    if kind.steps:
        steps: Needs = {"POST": kind.process.needs(kind.steps[0])}
        patterns.append(page(f"{here}steg/<slug:act>/", handling.take_step, "step", steps))
    if kind.may("register"):
        registers = kind.activity("register")
        patterns.append(page(f"{here}diarienummer/", handling.give_record_number, "number", {"POST": registers}))
    if kind.may("register") and (kind.belongs_to != "address" or kind.new_owner):
        patterns += [
            page(f"papper/{kind.address}/", paper.list_entries, "paper", {"GET": registers}),
            page(f"papper/{kind.address}/ny/", paper.enter, "paper-new", registers),
            page(f"papper/{kind.address}/<int:number>/", paper.confirm, "paper-entry", registers),
            page(f"papper/{kind.address}/<int:number>/fil/<str:sha256>/", paper.file, "paper-file", {"GET": registers}),
        ]
    if kind.process.has("request_completion"):
        asks = kind.process.needs("request_completion")
        patterns.append(page(f"{here}komplettering/", handling.request_completion, "completion", asks))
    if kind.process.has("withdraw_completion"):
        asked, asks = f"{here}komplettering/<int:number>/", kind.process.needs("withdraw_completion")
        patterns += [
            page(f"{asked}mer-tid/", asked_for.give_time, "completion-time", asks),
            page(f"{asked}ta-tillbaka/", asked_for.withdraw, "completion-withdraw", asks),
        ]
    return [path(f"{under}/", include((patterns, "received"), namespace=pages.received_name))]


def _route(pages: FilingPages, address: str, view: View, name: str, needs: Needs) -> URLPattern:
    more: dict[str, Any] = {"pages": pages}
    return route(address, view, name=name, needs=needs, kwargs=more)
