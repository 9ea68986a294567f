"""Addresses of the applicant's pages. A GET changes nothing, wherever it goes."""

from nhv.website.access import Needs, route
from nhv.website.applicant import choices, listing, overview, section, sending, versions, word

READ: Needs = {"GET": "application.read_own"}
WRITE: Needs = {"GET": "application.read_own", "POST": "application.write"}
SEND: Needs = {"GET": "application.read_own", "POST": "application.send"}
WITHDRAW: Needs = {"GET": "application.read_own", "POST": "application.withdraw"}

HERE = "ansokningar/<slug:key>"

routes = [
    route("ansokningar/", listing.filings, name="filings", needs=READ),
    route(
        "ansokningar/ny/<key:call>/",
        listing.begin,
        name="begin-filing",
        needs={"GET": "application.write", "POST": "application.write"},
    ),
    route(f"{HERE}/", overview.overview, name="filing", needs=READ),
    route(f"{HERE}/avsnitt/<key:section>/", section.section, name="filing-section", needs=WRITE),
    route(f"{HERE}/val/", choices.choose, name="choose-answers", needs={"POST": "application.write"}),
    route(f"{HERE}/sjukhus/", choices.hospital, name="filing-hospital", needs=WRITE),
    route(f"{HERE}/las/", versions.read_filing, name="read-filing", needs=READ),
    route(f"{HERE}/utkast.pdf", versions.filing_pdf, name="filing-pdf", needs=READ),
    route(f"{HERE}/filer/<slug:sha256>/", versions.file, name="filing-file", needs=READ),
    route(f"{HERE}/word/", word.word_way, name="word-way", needs=WRITE),
    route(f"{HERE}/word/formular.docx", word.word_file, name="word-file", needs=READ),
    route(f"{HERE}/skicka/", sending.send, name="send-filing", needs=SEND),
    route(f"{HERE}/aterta/", sending.withdraw, name="withdraw-filing", needs=WITHDRAW),
    route(f"{HERE}/kvitto/<int:number>/", sending.receipt, name="receipt", needs=READ),
    route(f"{HERE}/kvitto/<int:number>/kvitto.json", sending.receipt_file, name="receipt-file", needs=READ),
    route(f"{HERE}/kvitto/<int:number>/svar.json", sending.answers_file, name="answers-file", needs=READ),
    route(f"{HERE}/version/<int:number>/", versions.show_version, name="filing-version", needs=READ),
    route(f"{HERE}/version/<int:number>/ansokan.pdf", versions.version_pdf, name="version-pdf", needs=READ),
    route(f"{HERE}/jamfor/<int:older>-<int:newer>/", versions.compare, name="compare-versions", needs=READ),
    route(
        f"{HERE}/jamfor/<int:older>-nu/",
        versions.compare_with_working_copy,
        name="compare-with-working-copy",
        needs=READ,
    ),
]
