"""Addresses of the authority's side."""

from nhv.website.access import route
from nhv.website.officer import application, applications, calls, desk, paper, questions

CALL = "handlaggning/utlysningar/<key:key>/"
FILING = "handlaggning/ansokningar/<key:key>/"
READ = "application.read_received"


routes = [
    route("handlaggning/", desk.show_desk, name="desk", needs={"GET": READ}),
    route("handlaggning/utlysningar/", calls.list_calls, name="officer-calls", needs={"GET": "call.draft"}),
    route("handlaggning/utlysningar/ny/", calls.new_call, name="officer-call-new", needs="call.draft"),
    route(CALL, calls.show_call, name="officer-call", needs={"GET": "call.draft"}),
    route(f"{CALL}andra/", calls.edit_call, name="officer-call-edit", needs="call.draft"),
    route(f"{CALL}forhandsvisning/", calls.preview_call, name="officer-call-preview", needs={"GET": "call.draft"}),
    route(f"{CALL}utlysning.pdf", calls.call_pdf, name="officer-call-pdf", needs={"GET": "call.draft"}),
    route(f"{CALL}utlysning.docx", calls.call_word, name="officer-call-word", needs={"GET": "call.draft"}),
    route(f"{CALL}publicera/", calls.publish_call, name="officer-call-publish", needs="call.publish"),
    route(f"{CALL}forlang/", calls.extend_call, name="officer-call-extend", needs="call.extend"),
    route(
        f"{CALL}forlang/<int:number>/bekrafta/", calls.confirm_extension, name="officer-extension", needs="call.extend"
    ),
    route(
        f"{CALL}forlang/<int:number>/ta-bort/",
        calls.drop_extension,
        name="officer-extension-drop",
        needs={"POST": "call.extend"},
    ),
    route(f"{CALL}stang/", calls.close_call, name="officer-call-close", needs={"POST": "call.close"}),
    route(f"{CALL}aterkalla/", calls.withdraw_call, name="officer-call-withdraw", needs="call.withdraw"),
    route(f"{CALL}fragor/<int:number>/", questions.answer_question, name="officer-question", needs="call.answer"),
    route("handlaggning/ansokningar/", applications.list_applications, name="received-list", needs={"GET": READ}),
    route("handlaggning/ansokningar.csv", applications.applications_csv, name="received-csv", needs={"GET": READ}),
    route("handlaggning/ansokningar.xlsx", applications.applications_sheet, name="received-sheet", needs={"GET": READ}),
    route("handlaggning/papper/", paper.list_entries, name="paper", needs={"GET": "application.register"}),
    route("handlaggning/papper/ny/", paper.enter, name="paper-new", needs="application.register"),
    route("handlaggning/papper/<int:number>/", paper.confirm, name="paper-entry", needs="application.register"),
    route(
        "handlaggning/papper/<int:number>/fil/<str:sha256>/",
        paper.file,
        name="paper-file",
        needs={"GET": "application.register"},
    ),
    route(FILING, application.show_application, name="received", needs={"GET": READ}),
    route(f"{FILING}anteckning/", application.write_note, name="received-note", needs={"POST": "application.note"}),
    route(
        f"{FILING}diarienummer/",
        application.give_record_number,
        name="received-number",
        needs={"POST": "application.register"},
    ),
    route(
        f"{FILING}komplettering/",
        application.request_completion,
        name="received-completion",
        needs="application.request_completion",
    ),
    route(f"{FILING}fil/<str:sha256>/", application.file, name="received-file", needs={"GET": READ}),
    route(
        f"{FILING}version/<int:number>/kvitto.json", application.receipt, name="received-receipt", needs={"GET": READ}
    ),
    route(
        f"{FILING}version/<int:number>/kvitto.pdf",
        application.receipt_pdf,
        name="received-receipt-pdf",
        needs={"GET": READ},
    ),
    route(
        f"{FILING}version/<int:number>/ansokan.pdf",
        application.application_pdf,
        name="received-pdf",
        needs={"GET": READ},
    ),
    route(
        f"{FILING}version/<int:older>-<int:newer>/", application.compare, name="received-compare", needs={"GET": READ}
    ),
    route(
        f"{FILING}version/<int:older>-<int:newer>/jamforelse.pdf",
        application.comparison_pdf,
        name="received-compare-pdf",
        needs={"GET": READ},
    ),
]
