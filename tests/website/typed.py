"""What people, and programs that mean harm, write in fields: made by chance, near what the field wants and far from
it. Bytes as a form carries them, so that also what is no text comes through."""

import json
from datetime import date
from urllib.parse import quote_from_bytes, quote_plus

from hypothesis import strategies as st

from tests.website.form_bodies import HOSTILE, Form

_numbers = st.text(alphabet="0123456789 ,.-+−eE٣½²\u00a0", max_size=40) | st.integers().map(str)
_days = st.dates(date.min, date.max).map(str) | st.text(alphabet="0123456789-/. januariMaj٢", max_size=20)
_hours = st.from_regex(r"[0-9٠-٩]{0,3}[.: ]?[0-9]{0,3}", fullmatch=True)
_addresses = st.emails() | st.text(alphabet='abåÅ.@-_ "<>,\r\n\u202e', max_size=60)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_texts = st.text(max_size=200) | st.sampled_from(["on", "ja", "nej", "1", "0", "x", " ", "\t\n", "\ufeff", "\u200b"])

TEXTS = st.one_of(_texts, _numbers, _days, _hours, _addresses, _values.map(json.dumps))
"""A text for any field."""

VALUES = st.one_of(
    TEXTS.map(lambda text: quote_plus(text, errors="surrogatepass").encode()),
    st.binary(max_size=60).map(lambda raw: quote_from_bytes(raw).encode()),
    st.sampled_from(sorted(HOSTILE)).map(lambda what: HOSTILE[what][:2_000]),
)
"""What stands after the sign of equality in a form."""


@st.composite
def bodies(draw: st.DrawFn, form: Form) -> bytes:
    """A page's form with some of its fields written in, some sent more than once and some not at all."""
    sent = []
    for name, stands in form.fields:
        value = draw(st.just(quote_plus(stands).encode()) | VALUES)
        sent += [(name, value)] * draw(st.sampled_from([1, 1, 1, 1, 0, 2]))
    others = [name for name in form.names if name not in {name for name, _stands in form.fields}]
    if others:
        sent += [(name, draw(VALUES)) for name in draw(st.lists(st.sampled_from(others), max_size=4))]
    return b"&".join(quote_plus(name).encode() + b"=" + value for name, value in sent)
