"""Addresses of masking, at the authority."""

from nhv.masking.moves import CONFIRM, TAKE_DOWN, WORK
from nhv.website.access import route
from nhv.website.masking import pages

HERE, SEE = "handlaggning/maskering/<slug:key>/<int:number>/", "masking.see"

routes = [
    route(HERE, pages.mask, name="masking", needs={"GET": SEE, "POST": WORK}),
    route(f"{HERE}visa-igen/<int:place>/", pages.show_again, name="masking-show-again", needs={"POST": WORK}),
    route(f"{HERE}foresla/", pages.propose, name="masking-propose", needs={"POST": WORK}),
    route(f"{HERE}publicera/<str:seen>/", pages.publish, name="masking-publish", needs={"POST": CONFIRM}),
    route(f"{HERE}tillbaka/", pages.send_back, name="masking-return", needs=CONFIRM),
    route(f"{HERE}ta-bort/", pages.take_down, name="masking-take-down", needs=TAKE_DOWN),
    route(f"{HERE}bilaga-<int:place>.pdf", pages.preview_file, name="masking-file", needs={"GET": SEE}),
]
