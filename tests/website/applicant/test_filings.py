"""My organisations' applications, and the beginning of one."""

from nhv.filings.models import Filing
from nhv.rules.roles import Role
from tests.support.calls import SKANE, WEST, a_draft, an_applicant, an_open_call
from tests.support.people import a_person


def test_only_ones_own_applications_are_there_and_every_open_call(browser, signatory, filing):
    a_draft(an_open_call(), an_applicant(WEST), organisation=WEST)
    page = browser(signatory).get("/ansokningar/")
    assert page.links("//a[@class='nhv-row__title'][contains(@href, '/ansokningar/')]") == [
        f"/ansokningar/{filing.key}/"
    ]
    # Beside what is begun already there is no invitation to begin.
    assert len(page.texts("//a[contains(., 'Börja en ansökan')]")) == 1
    assert "Ni har redan börjat, se ovan." in page.text


def test_an_application_is_begun_once_for_one_click(browser, signatory):
    call = an_open_call()
    me = browser(signatory)
    path = f"/ansokningar/ny/{call.key}/"
    form = me.get(path)
    chosen = {"where": f"{SKANE}/skanes-universitetssjukhus"}
    pages = [me.send(path, form, chosen), me.send(path, form, chosen)]
    assert Filing.objects.count() == 1
    assert all("Skånes universitetssjukhus" in page.text for page in pages)


def test_where_must_be_chosen(browser, signatory):
    call = an_open_call()
    page = browser(signatory).fill(f"/ansokningar/ny/{call.key}/", {})
    assert page.html.xpath("//div[@role='alert']") and Filing.objects.count() == 0


def test_another_regions_hospital_cannot_be_chosen(browser, signatory):
    call = an_open_call()
    browser(signatory).fill(f"/ansokningar/ny/{call.key}/", {"where": f"{WEST}/sahlgrenska-universitetssjukhuset"})
    assert Filing.objects.count() == 0


def test_who_only_reads_is_told_who_may_begin(browser):
    call = an_open_call()
    page = browser(a_person(Role.REGION_ADMINISTRATOR, SKANE)).get(f"/ansokningar/ny/{call.key}/")
    assert (page.status, "skribent" in page.text) == (403, True)


def test_the_list_costs_the_same_with_ten_times_as_many(browser, signatory):
    call = an_open_call()
    counts = []
    for number in (2, 18):
        for _each in range(number):
            a_draft(call, signatory)
        counts.append(browser(signatory).get("/ansokningar/").queries)
    assert counts[0] == counts[1] <= 23
