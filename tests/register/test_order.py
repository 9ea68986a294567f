"""Names in Swedish order, the same from both databases as from the program."""

from nhv.language.order import swedish_order
from nhv.register.models import Organisation
from nhv.register.order import in_swedish
from tests.language.test_order import IN_ORDER


def test_both_databases_give_names_in_swedish_order(empty_database):
    kind = Organisation.Kind.REGION
    for number, name in enumerate(reversed(IN_ORDER)):
        Organisation.objects.create(key=f"region-{number}", kind=kind, name=name)
    assert list(Organisation.objects.values_list("name", flat=True)) == IN_ORDER
    assert (
        list(Organisation.objects.order_by(in_swedish("name").desc()).values_list("name", flat=True)) == IN_ORDER[::-1]
    )


def test_the_bundled_names_stand_alike_in_database_and_program(register):
    names = list(Organisation.objects.exclude(kind=Organisation.Kind.UNIT).values_list("name", flat=True))
    assert names == sorted(names, key=swedish_order)
    assert len(names) > 20
