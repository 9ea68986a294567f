"""The words of acts: what one does, what has been done, what was tried and refused, and what a form carried."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from nhv.website.process_words import Words

# What an act of the tables of moves is called, as something one does.
MOVES: Final[Words] = {
    "edit": _("ändra"),
    "publish": _("publicera"),
    "extend": _("förlänga"),
    "close": _("stänga"),
    "withdraw": _("ta tillbaka"),
    "save": _("spara"),
    "send": _("skicka in"),
    "request_completion": _("begära komplettering"),
    "accept": _("godta"),
    "begin_review": _("börja handlägga"),
    "find_ready": _("anse klar för beredning"),
    "reopen": _("handlägga på nytt"),
    "plan": _("bestämma datum"),
    "pause": _("pausa"),
    "resume": _("återuppta"),
    "review": _("börja genomlysningen"),
    "consult": _("skicka på remiss"),
    "send_back": _("lämna tillbaka till gruppen"),
    "prepare_decision": _("avsluta remissen"),
    "comment": _("kommentera"),
    "conclude_review": _("gå till beslut utan ny remiss"),
    "opinion": _("Yttra sig om systemeffekter"),
    "decide": _("besluta"),
    "repeal": _("upphäva definitionen"),
    "judge": _("bedöma"),
    "divide": _("dela upp arbetet"),
    "write_opinion": _("skriva yttrandet"),
    "give_opinion": _("avge yttrandet till nämnden"),
    "hear": _("höra parterna"),
    "postpone": _("skjuta upp"),
    "permits": _("besluta om tillstånd"),
    "add_item": _("lägga till ett ärende"),
    "call_meeting": _("kalla"),
    "open_meeting": _("öppna sammanträdet"),
    "note_presence": _("anteckna vem som är här"),
    "put_vote": _("ställa förslag mot varandra"),
    "close_meeting": _("avsluta sammanträdet"),
    "adjust": _("justera protokollet"),
    "note": _("anteckna en uppföljning"),
    "reply": _("yttra sig"),
    "merge": _("sammanföra"),
    "decline": _("avböja"),
    "start": _("öppna ärende"),
    "take_back": _("återta"),
    "draft": _("skriva i texten"),
    "freeze": _("frysa texten"),
}

# What is written on the button of a step that those who have received something take with it.
STEP_BUTTONS: Final[Words] = {
    "begin_review": _("Börja handlägga"),
    "find_ready": _("Klar för beredning"),
    "reopen": _("Handlägg på nytt"),
}

# What the diary's entries say has been done with a call or something filed.
DEEDS: Final[Words] = {
    "call_drafted": _("Gjorde utkastet"),
    "call_edited": _("Ändrade utkastet"),
    "call_published": _("Publicerade"),
    "call_extension_proposed": _("Föreslog förlängning"),
    "call_extension_dropped": _("Tog bort förslaget om förlängning"),
    "call_extended": _("Bekräftade förlängning"),
    "call_closed": _("Stängde"),
    "call_withdrawn": _("Återkallade"),
    "call_question_asked": _("Ställde en fråga"),
    "call_question_answered": _("Besvarade en fråga"),
    "filing_begun": _("Började skriva"),
    "filing_received": _("Skickade in"),
    "filing_replaced": _("Skickade in en ny version"),
    "filing_completed": _("Skickade in en komplettering"),
    "filing_handed_over": _("Bad om att den läses igenom och skickas in"),
    "filing_choice_asked_for": _("Bad om ett val mellan två svar"),
    "filing_withdrawn": _("Återtog"),
    "completion_requested": _("Begärde komplettering"),
    "record_number_given": _("Gav diarienummer"),
    "application_begin_review": _("Började handlägga"),
    "application_find_ready": _("Fann den klar för beredning"),
    "application_reopen": _("Handlägger på nytt"),
    "annual_report_accept": _("Godtog årsrapporten"),
    "filing_assigned": _("Ändrade handläggare"),
    "note_written": _("Skrev en intern anteckning"),
    "filing_read_early": _("Läste innan tiden hade gått ut"),
    "paper_entered": _("Förde in det som kom på papper"),
    "paper_dropped": _("Tog bort något på papper som var fel infört"),
}

# What was tried and refused.
ATTEMPTS: Final[Words] = {
    "not_allowed": _("Sådant som rollen inte får"),
    "absent": _("Sidor som inte finns för den som frågar"),
    "forged_form": _("Formulär utan rätt märke"),
    "unreadable": _("Går inte att läsa"),
    "wrong_password": _("Fel lösenord"),
    "wrong_code": _("Fel kod i andra steget"),
    "wrong_link": _("Länk som inte gäller"),
    "provider_refused": _("Inloggning via annan tjänst som inte gällde"),
    "throttled": _("Stoppade: för många försök"),
    "upload_refused": _("Fil som avvisades"),
    "not_received": _("För stort eller för långsamt"),
}

# What a form carried, for whoever sends another under the same key. What tells people nothing has no word.
CARRIED: Final[Words] = {
    "question": _("Frågan"),
    "text": _("Texten"),
    "revision": _("Vilken sparad text som skickas"),
    "despite_missing": _("Skickas trots frågor utan svar"),
    "late_because": _("Varför den kommer sent"),
    "place": _("Sjukhuset"),
    "organisation": _("Vem det kommer från"),
    "about": _("Vad det gäller"),
    "came_at": _("När handlingen kom"),
    "came_by": _("Hur handlingen kom"),
    "why": _("Varför den kom så"),
    "answers": _("Svaren"),
    "files": _("Filerna"),
    "address": _("Vilken sida det gäller"),
    "key": _("Adressen"),
    "title": _("Rubriken"),
    "deadline": _("Sista dagen"),
    "deadline_time": _("Klockslaget"),
    "questions_until": _("Sista dagen att ställa frågor"),
    "starts_earliest": _("Tidigaste start"),
    "instructions": _("Anvisningarna"),
}
