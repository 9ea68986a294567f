"""Addresses of the authority's side."""

from nhv.website.access import route
from nhv.website.officer import calls, conflicts, desk, placement, questions

CALL = "handlaggning/utlysningar/<key:key>/"
READ = "application.read_received"


routes = [
    route("handlaggning/", desk.show_desk, name="desk", needs={"GET": READ}),
    route(
        "handlaggning/jav/<int:number>/", conflicts.answer_conflict, name="officer-conflict", needs="conflict.decide"
    ),
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
    route(f"{CALL}placering/", placement.show_placement, name="officer-placement", needs={"GET": "placement.see"}),
    route(
        f"{CALL}kombinationer.json",
        placement.placement_file,
        name="officer-placement-file",
        needs={"GET": "placement.see"},
    ),
    route(f"{CALL}stang/", calls.close_call, name="officer-call-close", needs={"POST": "call.close"}),
    route(f"{CALL}aterkalla/", calls.withdraw_call, name="officer-call-withdraw", needs="call.withdraw"),
    route(f"{CALL}fragor/<int:number>/", questions.answer_question, name="officer-question", needs="call.answer"),
]
