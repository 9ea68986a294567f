"""Addresses of units and of hospitals' facts."""

from nhv.website.access import route
from nhv.website.unit import described, facts, units

routes = [
    route("enheter/", units.show_units, name="units", needs="referral_information.edit"),
    route("enheter/<key:holder>/<key:area>/", units.show_unit, name="unit", needs="referral_information.edit"),
    route("enhetsuppgifter/", described.list_units, name="described-units", needs=described.NEEDS),
    route("enhetsuppgifter/<key:unit>/", described.show_unit, name="described-unit", needs=described.NEEDS),
    route("sjukhusuppgifter/", facts.list_hospitals, name="hospital-facts", needs="hospital_facts.see"),
    route(
        "sjukhusuppgifter/<key:hospital>/",
        facts.show_hospital,
        name="facts-of-hospital",
        needs={"GET": "hospital_facts.see", "POST": "hospital_facts.attest"},
    ),
]
