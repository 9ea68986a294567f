"""Addresses of the board."""

from nhv.website.access import route
from nhv.website.board import items, material, officer, pages, signing

MEETING = "namnden/<key:meeting>/"
ITEM = f"{MEETING}<int:number>/"
SEE = {"GET": "board.see"}

routes = [
    route("namnden/", pages.list_meetings, name="board-meetings", needs=SEE),
    route("namnden/regler/", pages.show_rules, name="board-rules", needs=SEE),
    route("namnden/ledamoter/", pages.show_terms, name="board-terms", needs=SEE),
    route("namnden/nytt/", pages.plan, name="board-plan", needs="board.plan"),
    route("namnden/platser/", officer.seat, name="board-seat", needs="board.seat"),
    route("namnden/overklagande/", officer.appeal_text, name="board-appeal", needs="appeal_text.confirm"),
    route(MEETING, pages.show_meeting, name="board-meeting", needs=SEE),
    route(f"{MEETING}arende/", pages.add_item, name="board-add-item", needs="board.plan"),
    route(f"{MEETING}narvaro/", pages.note_presence, name="board-presence", needs="board.keep"),
    route(f"{MEETING}protokoll/", pages.show_minutes, name="board-minutes", needs=SEE),
    route(f"{MEETING}protokoll/justera/", pages.adjust, name="board-adjust", needs={"POST": "board.adjust"}),
    route(f"{MEETING}protokoll.pdf", pages.minutes_pdf, name="board-minutes-pdf", needs=SEE),
    route(f"{MEETING}protokoll.docx", pages.minutes_word, name="board-minutes-word", needs=SEE),
    route(f"{MEETING}underlag.pdf", material.pack, name="board-pack", needs=SEE),
    route(f"{MEETING}laslista/", material.reading_list, name="board-reading", needs={"GET": "board.reading"}),
    route(f"{MEETING}gor/<key:act>/", pages.press, name="board-press", needs={"POST": "board.see"}),
    route(ITEM, items.show_item, name="board-item", needs=SEE),
    route(f"{ITEM}forslag/", items.propose, name="board-propose", needs="board.propose"),
    route(f"{ITEM}omrostning/", items.put_vote, name="board-put-vote", needs="board.keep"),
    route(f"{ITEM}rosta/", items.vote, name="board-vote", needs="board.vote"),
    route(f"{ITEM}besluta/", items.decide, name="board-decide", needs="board.decide"),
    route(f"{ITEM}skjut-upp/", items.postpone, name="board-postpone", needs="board.decide"),
    route(f"{ITEM}avvikande/", items.dissent, name="board-dissent", needs="board.dissent"),
    route(f"{ITEM}rattelse/", items.mark_slip, name="board-slip", needs="board.send"),
    route(f"{ITEM}jav/", items.declare, name="board-declare", needs="board.vote"),
    route(f"{ITEM}underteckna/", signing.show, name="board-sign", needs={**SEE, "POST": "board.sign"}),
    route(f"{ITEM}underteckna.pdf", signing.to_print, name="board-sign-pdf", needs=SEE),
    route(f"{ITEM}underteckna/papper/", signing.enter, name="board-sign-paper", needs="board.enter_signed"),
    route(f"{ITEM}undertecknat/", signing.scanned, name="board-signed-file", needs=SEE),
    route(f"{ITEM}skicka/", items.send, name="board-send", needs="board.send"),
]
