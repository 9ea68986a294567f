"""Addresses of a region's coordinator."""

from nhv.process.week import FOLLOW
from nhv.website.access import route
from nhv.website.region import contact, week

routes = [
    route("regionens-vecka/", week.show_week, name="week", needs={"GET": FOLLOW}),
    route("regionens-kontakt/", contact.list_contacts, name="region-contacts", needs={"GET": contact.NEEDS}),
    route("regionens-kontakt/<key:region>/", contact.show_contact, name="region-contact", needs=contact.NEEDS),
]
