"""The search index follows the documents and the language."""

from nhv.register.index import index_again, postings_right
from nhv.register.models import SearchEntry
from nhv.register.search import search


def test_entries_made_by_another_state_of_the_language_are_noticed_and_made_anew(register):
    assert postings_right()
    assert index_again() == 0
    SearchEntry.objects.filter(area_key="neuromuskulara-sjukdomar").update(language="older")
    assert not postings_right()
    assert index_again() == 1
    assert postings_right()
    assert search("ALS")["answers"][0]["verdict"] == "excluded"
