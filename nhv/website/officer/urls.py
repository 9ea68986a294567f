"""Addresses of the authority's side."""

from nhv.website.access import route
from nhv.website.consultations import bodies, published
from nhv.website.consultations import pages as consultations
from nhv.website.officer import (
    baselines,
    calls,
    case_steps,
    cases,
    conflicts,
    desk,
    diarium,
    doubts,
    effects,
    placement,
    questions,
)

CALL = "handlaggning/utlysningar/<key:key>/"
READ = "application.read_received"
CASE = "handlaggning/arenden/<key:key>/"
CONSULTATION, GIVE_TIME = "handlaggning/remisser/<key:key>/", "consultation.give_time"
DOUBT = "handlaggning/rapporter/<key:report>/"
SEE_DOUBT, ANSWER_DOUBT = "error_report.see", "error_report.answer"


routes = [
    route("handlaggning/", desk.show_desk, name="desk", needs={"GET": READ}),
    route(
        "handlaggning/jav/<int:number>/", conflicts.answer_conflict, name="officer-conflict", needs="conflict.decide"
    ),
    route("handlaggning/rapporter/", doubts.list_reports, name="officer-doubts", needs={"GET": SEE_DOUBT}),
    route(DOUBT, doubts.answer_report, name="officer-doubt", needs={"GET": SEE_DOUBT, "POST": ANSWER_DOUBT}),
    route(f"{DOUBT}ta/", doubts.take_report, name="officer-doubt-take", needs={"POST": ANSWER_DOUBT}),
    route("handlaggning/diariet/", diarium.show_diarium, name="diarium", needs="diarium.exchange"),
    route(
        "handlaggning/diariet/handlingar.csv",
        diarium.diarium_csv,
        name="diarium-csv",
        needs={"GET": "diarium.exchange"},
    ),
    route(
        "handlaggning/diariet/handlingar.xlsx",
        diarium.diarium_sheet,
        name="diarium-sheet",
        needs={"GET": "diarium.exchange"},
    ),
    route("handlaggning/utgangslagen/", baselines.keep, name="officer-baselines", needs="baseline.keep"),
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
    *(
        route(
            f"{CALL}kombinationer.{kind}",
            placement.placement_file,
            name=f"officer-placement-{kind}",
            needs={"GET": "placement.see"},
            kwargs={"kind": kind},
        )
        for kind in ("json", "csv")
    ),
    route(f"{CALL}placering/bedom/", effects.judge, name="officer-effect", needs="placement.judge"),
    route(f"{CALL}placering/frys/", effects.freeze, name="officer-freeze", needs={"POST": "placement.freeze"}),
    route(
        f"{CALL}placering/<int:number>/",
        effects.show_frozen,
        name="officer-frozen",
        needs={"GET": "placement.see"},
    ),
    route(
        f"{CALL}placering/<int:number>/kombinationer.json",
        effects.frozen_json,
        name="officer-frozen-json",
        needs={"GET": "placement.see"},
    ),
    route(
        f"{CALL}placering/<int:number>/kombinationer.csv",
        effects.frozen_csv,
        name="officer-frozen-csv",
        needs={"GET": "placement.see"},
    ),
    route(
        f"{CALL}placering/<int:number>/kombinationer.pdf",
        effects.frozen_pdf,
        name="officer-frozen-pdf",
        needs={"GET": "placement.see"},
    ),
    route(
        f"{CALL}placering/<int:number>/publicera/",
        effects.publish,
        name="officer-frozen-publish",
        needs={"POST": "placement.publish"},
    ),
    route(f"{CALL}stang/", calls.close_call, name="officer-call-close", needs={"POST": "call.close"}),
    route(f"{CALL}aterkalla/", calls.withdraw_call, name="officer-call-withdraw", needs="call.withdraw"),
    route(f"{CALL}fragor/<int:number>/", questions.answer_question, name="officer-question", needs="call.answer"),
    route("handlaggning/arenden/", cases.list_cases, name="officer-cases", needs={"GET": "case.see"}),
    route("handlaggning/arenden/nytt/", cases.new_case, name="officer-case-new", needs="case.open"),
    route(CASE, cases.show_case, name="officer-case", needs={"GET": "case.see"}),
    route(f"{CASE}datum/", cases.plan_case, name="officer-case-plan", needs="case.plan"),
    route(f"{CASE}harnast/", cases.say_next, name="officer-case-next", needs="case.plan"),
    route(f"{CASE}diarienummer/", cases.number_case, name="officer-case-number", needs="case.register"),
    route(f"{CASE}pausa/", cases.pause_case, name="officer-case-pause", needs="case.pause"),
    route(f"{CASE}ateruppta/", cases.resume_case, name="officer-case-resume", needs={"POST": "case.pause"}),
    route(f"{CASE}avsluta/", cases.withdraw_case, name="officer-case-withdraw", needs="case.withdraw"),
    route(f"{CASE}tillbaka/", cases.send_back, name="officer-case-send-back", needs="case.move"),
    route(f"{CASE}remiss/", case_steps.consult, name="officer-case-consult", needs="case.move"),
    route(f"{CASE}remiss/forlang/", case_steps.extend, name="officer-case-extend", needs="case.plan"),
    route(
        f"{CASE}remiss/avsluta/", case_steps.end_consultation, name="officer-case-end-consultation", needs="case.move"
    ),
    route(f"{CASE}till-beslut/", case_steps.conclude_review, name="officer-case-conclude-review", needs="case.move"),
    route(f"{CASE}upphav/", case_steps.repeal, name="officer-case-repeal", needs="case.decide"),
    route(f"{CASE}beslut/", case_steps.decide, name="officer-case-decide", needs="case.decide"),
    route(
        CONSULTATION,
        consultations.say_outcomes,
        name="officer-consultation",
        needs={"GET": "consultation.read_received", "POST": "consultation.outcome"},
    ),
    route(
        f"{CONSULTATION}publicering/",
        published.show_publishing,
        name="officer-publishing",
        needs={"GET": "masking.see"},
    ),
    route(
        f"{CONSULTATION}inbjudna/",
        bodies.show_invited,
        name="officer-invited",
        needs={"GET": "consultation.read_received", "POST": "consultation.invite"},
    ),
    route(
        f"{CONSULTATION}inbjudna/paminn/", bodies.remind, name="officer-remind", needs={"POST": "consultation.invite"}
    ),
    route(f"{CONSULTATION}langre-tid/", bodies.note_wish, name="officer-wish", needs=GIVE_TIME),
    route(f"{CONSULTATION}langre-tid/<int:number>/", bodies.answer_wish, name="officer-longer-time", needs=GIVE_TIME),
    route(f"{CASE}beredningsgrupp/", cases.appoint, name="officer-case-preparation", needs="opinion.appoint"),
    route(f"{CASE}genomlysning/", cases.begin_review, name="officer-case-review", needs="case.move"),
    route(f"{CASE}genomlysning/grupp/", cases.new_group, name="officer-case-group", needs="case.move"),
]
