"""What each act of a process is called where the processes are printed, and on buttons."""

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
