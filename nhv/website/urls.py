"""Every address of the website: Swedish words for people (English under /en/), English ones for programs.

Every one says which activity of the table of access it needs (nhv/website/access.py); a test walks them all.
"""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from nhv.rules.access import PUBLIC
from nhv.website import cds
from nhv.website.access import needing, route
from nhv.website.account import urls as account
from nhv.website.applications.pages import PAGES as APPLICATIONS
from nhv.website.board import urls as board
from nhv.website.consultations import pages as consultations
from nhv.website.consultations import published
from nhv.website.consultations import urls as anyone
from nhv.website.consultations.filings import OPEN_ANSWERS
from nhv.website.consultations.filings import PAGES as CONSULTATIONS
from nhv.website.cooperation import urls as cooperation
from nhv.website.filings.routes import own_pages, received_pages
from nhv.website.followup import urls as follow_up
from nhv.website.followup.filings import PAGES as REPORTS
from nhv.website.followup.theme_filings import PAGES as THEME_ANSWERS
from nhv.website.group import urls as group
from nhv.website.masking import urls as masking
from nhv.website.officer import urls as officer
from nhv.website.permits import urls as permit_life
from nhv.website.permits.holder import PAGES as NOTICES
from nhv.website.preparation import urls as preparation
from nhv.website.programs import for_all_programs, for_any_site
from nhv.website.proposer import urls as proposer
from nhv.website.public import (
    about,
    area,
    areas,
    asking,
    baselines,
    calls,
    catalogue,
    comparisons,
    condition,
    decision,
    doubts,
    feeds,
    fhir,
    linking,
    opinions,
    organisations,
    patients,
    permits,
    pipeline,
    placement_tables,
    portfolio,
    receipt_keys,
    results,
    search,
    signed_file,
    start,
    themes,
    travel,
    versions,
    volumes,
)
from nhv.website.public import (
    board as board_decisions,
)
from nhv.website.region import urls as region
from nhv.website.regional import urls as regional
from nhv.website.unit import urls as unit
from nhv.website.weighing import urls as weighing
from nhv.website.weighing.parties import PAGES as HEARINGS

handler400 = "nhv.website.errors.bad_request"
handler403 = "nhv.website.account.own.not_possible"
handler404 = "nhv.website.errors.not_found"
handler429 = "nhv.website.account.own.too_many"
handler500 = "nhv.website.errors.server_error"

for_programs = [
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("opensearch.xml", linking.open_search, name="open-search"),
    path("datasets/dcat", for_all_programs(catalogue.catalogue), name="catalogue"),
    path("fhir/metadata", for_any_site(fhir.as_fhir(fhir.metadata)), name="fhir-metadata"),
    path("fhir/Bundle/nhv-register", for_any_site(fhir.as_fhir(fhir.whole)), name="fhir-bundle"),
    path("fhir/<str:kind>/<str:name>", for_any_site(fhir.as_fhir(fhir.one)), name="fhir-resource"),
    path("fhir/<path:rest>", for_any_site(fhir.as_fhir(fhir.anything_else)), name="fhir-else"),
    path("datasets/nhv-register.json", for_all_programs(signed_file.signed_file), name="signed-file"),
    path("datasets/nhv-register-days.json", for_all_programs(signed_file.kept), name="signed-days"),
    path("datasets/nhv-register-<day:day>.json", for_all_programs(signed_file.of_a_day), name="signed-day"),
    *(
        path(f"datasets/{name}.tsv", for_all_programs(placement_tables.table), {"name": name}, name=f"data-{name}")
        for name in ("municipalities", "roads", "airports")
    ),
    path("cds-services", cds.discovery, name="cds-services"),
    path("cds-services/<str:name>", cds.service, name="cds-service"),
    path("kvittonycklar.json", for_all_programs(receipt_keys.receipt_keys), name="receipt-keys"),
    # Asked for by browsers where no page names another.
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}icon.svg", permanent=True), name="icon"),
]

# The same for everybody, and kept as such: nothing here may depend on who asks.
public = [
    path("", start.start, name="start"),
    path("sok/", search.answers, name="search"),
    path("infoga/svar/", linking.framed_answer, name="framed-answer"),
    path("lank/", linking.build_link, name="link-builder"),
    path("omraden/", areas.list_areas, name="areas"),
    path("omraden/<key:key>/", area.show_area, name="area"),
    path("omraden/<key:key>/punkt/<key:clause>/", area.show_clause, name="clause"),
    path("omraden/<key:key>/tillstand/", permits.show_permits, name="permits"),
    path("omraden/<key:key>/tillstand/<key:matter>/", board_decisions.show_matter_decision, name="matter-decision"),
    path(
        "omraden/<key:key>/tillstand/<key:matter>.pdf", board_decisions.matter_decision_pdf, name="matter-decision-pdf"
    ),
    path(
        "omraden/<key:key>/tillstand/<key:matter>.docx",
        board_decisions.matter_decision_word,
        name="matter-decision-word",
    ),
    path("omraden/<key:key>/villkor/<key:condition>/", condition.show_condition, name="condition"),
    path("omraden/<key:key>/for-patienter/", patients.show_for_patients, name="for-patients"),
    path("omraden/<key:key>/restider/", travel.show_travel, name="travel"),
    path("omraden/<key:key>/uppfoljning/<int:year>/", results.show_results, name="results"),
    path(
        "omraden/<key:key>/uppfoljning/<int:year>/resultat.csv",
        for_all_programs(results.results_csv),
        name="results-csv",
    ),
    path(
        "omraden/<key:key>/uppfoljning/<int:year>/resultat.xlsx",
        for_all_programs(results.results_sheet),
        name="results-sheet",
    ),
    path(
        "omraden/<key:key>/uppfoljning/<int:year>/resultat.pdf",
        for_all_programs(results.results_pdf),
        name="results-pdf",
    ),
    path(
        "omraden/<key:key>/uppfoljning/<int:year>/utgava-<int:number>.json",
        for_all_programs(results.results_json),
        name="results-json",
    ),
    path("uppfoljning/", volumes.show_volumes, name="volumes-newest"),
    path("uppfoljning/<int:year>/", volumes.show_volumes, name="volumes"),
    path("uppfoljning/<int:year>/volymer.csv", for_all_programs(volumes.volumes_csv), name="volumes-csv"),
    path("uppfoljning/<int:year>/volymer.xlsx", for_all_programs(volumes.volumes_sheet), name="volumes-sheet"),
    path("uppfoljning/<int:year>/tema/", themes.show_theme, name="theme"),
    path("uppfoljning/<int:year>/tema/utgava-<int:number>/", themes.show_theme, name="theme-edition"),
    path("omraden/<key:key>/versioner/", versions.list_versions, name="versions"),
    path("omraden/<key:key>/versioner/<int:older>-<int:newer>/", versions.difference, name="difference"),
    path("utlysningar/", calls.list_calls, name="calls"),
    path("utlysningar.atom", for_all_programs(feeds.calls), name="calls-feed"),
    path("utlysningar/<key:key>/", calls.show_call, name="call"),
    path("utlysningar/<key:key>/utlysning.pdf", calls.call_pdf, name="call-pdf"),
    path("utlysningar/<key:key>/utlysning.docx", calls.call_word, name="call-word"),
    path("utlysningar/<key:key>/jamforelse/<int:number>/", comparisons.show_comparison, name="comparison"),
    path(
        "utlysningar/<key:key>/jamforelse/<int:number>/kombinationer.json",
        comparisons.comparison_json,
        name="comparison-json",
    ),
    path(
        "utlysningar/<key:key>/jamforelse/<int:number>/kombinationer.csv",
        comparisons.comparison_csv,
        name="comparison-csv",
    ),
    path(
        "utlysningar/<key:key>/jamforelse/<int:number>/kombinationer.pdf",
        comparisons.comparison_pdf,
        name="comparison-pdf",
    ),
    path("utlysningar/<key:key>/beslut/", board_decisions.show_permits_decision, name="permits-decision"),
    path("utlysningar/<key:key>/beslut.pdf", board_decisions.permits_decision_pdf, name="permits-decision-pdf"),
    path("utlysningar/<key:key>/beslut.docx", board_decisions.permits_decision_word, name="permits-decision-word"),
    path("pagaende/", pipeline.show_pipeline, name="pipeline"),
    path("pagaende.atom", for_all_programs(pipeline.feed), name="pipeline-feed"),
    path("pagaende.ics", for_all_programs(pipeline.days), name="pipeline-days"),
    path("pagaende/forslag/", pipeline.show_gross_list, name="gross-list"),
    path("pagaende/<key:key>/", pipeline.show_case, name="case"),
    path("pagaende/<key:key>/beslut/", decision.show_decision, name="decision"),
    path("pagaende/<key:key>/beslut.pdf", decision.decision_pdf, name="decision-pdf"),
    path("pagaende/<key:key>/beslut.docx", decision.decision_word, name="decision-word"),
    path("pagaende/<key:key>/yttrande/<int:number>/", opinions.show_opinion, name="given-opinion"),
    path("pagaende/<key:key>/yttrande/<int:number>.pdf", opinions.opinion_pdf, name="given-opinion-pdf"),
    path("pagaende/<key:key>/yttrande/<int:number>.docx", opinions.opinion_word, name="given-opinion-word"),
    path("remisser/<key:key>/", consultations.show_consultation, name="consultation-page"),
    path("remisser/<key:key>/remiss.pdf", consultations.consultation_pdf, name="consultation-pdf"),
    path("remisser/<key:key>/svaren/<int:number>/", published.show_answer, name="published-answer"),
    path("remisser/<key:key>/svaren/<int:number>/bilaga-<int:place>.pdf", published.answer_file, name="published-file"),
    path(
        "remisser/<key:key>/sammanstallning.csv",
        for_all_programs(consultations.summary_csv),
        name="consultation-summary",
    ),
    path("regioner/", organisations.list_regions, name="regions"),
    path("regioner/<key:key>/", organisations.show_region, name="region"),
    path("sjukvardsregioner/<key:key>/", organisations.show_healthcare_region, name="healthcare-region"),
    path("sjukhus/<key:key>/", organisations.show_hospital, name="hospital"),
    path("vardenheter/<key:key>/", organisations.show_unit, name="care-unit"),
    path("utgangslagen/", baselines.list_baselines, name="baselines"),
    path("utgangslagen/<int:year>/<int:number>/", baselines.show_baseline, name="baseline"),
    path(
        "utgangslagen/<int:year>/<int:number>/utgangslage.json",
        for_all_programs(baselines.baseline_json),
        name="baseline-json",
    ),
    path(
        "utgangslagen/<int:year>/<int:number>/utgangslage.csv",
        for_all_programs(baselines.baseline_csv),
        name="baseline-csv",
    ),
    path("portfolj/", portfolio.show_country, name="portfolio"),
    path("portfolj/<key:key>/", portfolio.show_place, name="portfolio-of"),
    path("andringar.atom", for_all_programs(feeds.changes), name="changes-feed"),
    path("rattelser/", doubts.list_corrections, name="corrections"),
    path("om-data/", about.data, name="about-data"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
]


def _of_rooms() -> list[URLPattern | URLResolver]:
    """The pages of the rooms that this installation has besides. Each names the module of its `routes` by `website`."""
    modules = [getattr(apps.get_app_config(room.rpartition(".")[2]), "website", "") for room in settings.ROOMS]
    return [route for module in modules if module for route in import_module(module).routes]


urlpatterns = [
    *needing(for_programs, PUBLIC),
    path("", include("nhv.website.api.urls")),
    *i18n_patterns(
        *needing(public, PUBLIC),
        *account.urlpatterns,
        *own_pages(APPLICATIONS),
        *received_pages(APPLICATIONS, "handlaggning"),
        *own_pages(CONSULTATIONS),
        *received_pages(CONSULTATIONS, "handlaggning"),
        route("stammer-det-inte/", doubts.report, name="report-error", needs={"GET": PUBLIC, "POST": PUBLIC}),
        route("stammer-det-inte/<key:code>/", doubts.show_report, name="error-report", needs={"GET": PUBLIC}),
        *received_pages(OPEN_ANSWERS, "handlaggning"),
        *anyone.routes,
        route("utlysningar/<key:call>/fraga/", asking.ask_question, name="call-ask", needs="call.ask"),
        *own_pages(REPORTS),
        *received_pages(REPORTS, "handlaggning"),
        *own_pages(THEME_ANSWERS),
        *received_pages(THEME_ANSWERS, "handlaggning"),
        *follow_up.routes,
        *officer.routes,
        *preparation.routes,
        *own_pages(HEARINGS),
        *received_pages(HEARINGS, "handlaggning"),
        *own_pages(NOTICES),
        *received_pages(NOTICES, "handlaggning"),
        *permit_life.routes,
        *weighing.routes,
        *cooperation.routes,
        *board.routes,
        *proposer.routes,
        *group.routes,
        *masking.routes,
        *region.routes,
        *unit.routes,
        *regional.routes,
        *_of_rooms(),
        prefix_default_language=False,
    ),
]
