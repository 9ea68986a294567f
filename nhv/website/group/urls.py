"""Addresses of an expert group."""

from nhv.website.access import route
from nhv.website.group import brought, editing, meetings, pages, plain, talk, text

CASE = "grupp/<key:key>/"
TEXT = f"{CASE}text/"
PART = f"{TEXT}del/<key:part>/"
SEE, WRITE, COMMENT = "draft.see", "draft.write", "draft.comment"

routes = [
    route("grupp/", pages.list_cases, name="group-cases", needs={"GET": "group.see"}),
    route(CASE, pages.show_case, name="group-case", needs={"GET": "group.see"}),
    route(f"{CASE}intressen/", pages.declare, name="group-declare", needs="group.declare"),
    route(f"{CASE}nominering/", pages.seat, name="group-seat", needs="group.seat"),
    route(f"{CASE}moten/nytt/", meetings.call, name="group-meeting-new", needs="group.meet"),
    route(f"{CASE}moten/<int:number>/", meetings.note, name="group-meeting", needs="group.meet"),
    route(f"{CASE}moten/<int:number>/stall-in/", meetings.call_off, name="group-meeting-off", needs="group.meet"),
    route(f"{CASE}ersattare/", meetings.stand_in, name="group-stand-in", needs="group.stand_in"),
    route(f"{CASE}ersattare/<int:number>/", meetings.end_stand_in, name="group-stand-in-end", needs="group.stand_in"),
    route(f"{TEXT}klarsprak/", plain.show_plain, name="group-plain", needs={"GET": SEE}),
    route(f"{TEXT}klarsprak/<key:part>/", plain.write_plain, name="group-plain-part", needs=WRITE),
    route(TEXT, text.show_text, name="group-text", needs={"GET": SEE}),
    route(f"{TEXT}uppgifter/", editing.edit_head, name="group-text-head", needs=WRITE),
    route(f"{TEXT}rubriker/", editing.edit_headings, name="group-text-headings", needs=WRITE),
    route(f"{TEXT}ny/<key:kind>/", editing.add_part, name="group-text-add", needs=WRITE),
    route(f"{TEXT}andringar/", text.differences, name="group-text-differences", needs={"GET": SEE}),
    route(f"{TEXT}tillbaka/<int:number>/", text.undo, name="group-text-undo", needs={"POST": WRITE}),
    route(f"{TEXT}frys/", text.freeze, name="group-text-freeze", needs={"POST": "draft.freeze"}),
    route(f"{TEXT}filer/", brought.bring, name="group-text-bring", needs=WRITE),
    route(f"{TEXT}filer/utkast.docx", brought.word_file, name="group-text-word-form", needs={"GET": SEE}),
    route(f"{TEXT}text.docx", text.text_word, name="group-text-word", needs={"GET": SEE}),
    route(f"{TEXT}fragor/", talk.show_questions, name="group-text-questions", needs={"GET": SEE, "POST": COMMENT}),
    route(
        f"{TEXT}fragor/<int:number>/bort/", talk.drop_question, name="group-text-question-drop", needs={"POST": COMMENT}
    ),
    route(
        f"{TEXT}kommentar/<int:number>/klar/", talk.settle_comment, name="group-comment-settle", needs={"POST": COMMENT}
    ),
    route(f"{PART}kommentar/", talk.comment_part, name="group-comment", needs=COMMENT),
    route(PART, editing.edit_part, name="group-text-part", needs=WRITE),
    route(f"{PART}dela/", editing.split_part, name="group-text-split", needs=WRITE),
    route(f"{PART}foga/", editing.join_parts, name="group-text-join", needs=WRITE),
    route(f"{PART}<key:act>/", editing.press, name="group-text-press", needs={"POST": WRITE}),
]
