import pytest

from nhv.language.denial import denied
from nhv.language.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("inte ALS utan SMA", {"als"}),
        ("matstrupscancer utan överväxt på luftstrupen", {"överväxt", "på", "luftstrupen"}),
        ("esofaguscancer som inte är avancerad", {"är", "avancerad"}),
        ("icke avancerad esofaguscancer", {"avancerad"}),
        ("ALS utesluten, misstänkt SMA", {"als"}),
        ("not ALS but SMA", {"als"}),
        ("ALS ruled out", {"als"}),
        ("fistel utan extensiv tumörväxt, nutrition", {"extensiv", "tumörväxt"}),
        ("varken ALS eller SMA", {"als", "eller", "sma"}),
        ("inte bara ALS", set()),
        ("inte bara ALS utan SMA", set()),
        ("tumören är ej lokalt avancerad", {"lokalt", "avancerad"}),
        ("ej avancerad tumör", {"avancerad"}),
        ("pojke född utan tumme", set()),
        ("ska inte opereras utan strålas", {"opereras"}),
        ("läkarna vet inte vad svagheten är", set()),
        ("sten i gallgången, PSC inte aktuellt", {"psc", "aktuellt"}),
        ("PSC ej påvisad", {"psc", "påvisad"}),
        ("inte aktuell för levertransplantation", {"aktuell", "för", "levertransplantation"}),
        ("hade epilepsi, men inte längre", {"hade", "epilepsi", "längre"}),
        ("ALS", set()),
    ],
)
def test_what_is_denied_is_told_from_what_is_said(text, expected):
    words = [token for token in tokens(text) if token.key not in ("inte", "icke", "varken", "not", "utan", "som")]
    found = denied(text, [(word.start, word.end) for word in words])
    assert {words[index].key for index in found} == expected
