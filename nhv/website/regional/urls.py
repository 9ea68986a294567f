"""Addresses of what a region keeps of its own care."""

from nhv.accounts.vouching.regional_care import NEEDS
from nhv.website.access import route
from nhv.website.regional import pages

routes = [
    route("egen-region/", pages.show_list, name="regional-care", needs=NEEDS),
    route("egen-region/<key:region>/<key:area>/<key:clause>/", pages.show_one, name="regional-care-of", needs=NEEDS),
]
