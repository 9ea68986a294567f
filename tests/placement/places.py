"""The places that tests speak of, by the letters of the worked examples."""

K, A, L, S, G, O, N = "0184", "0380", "0580", "1281", "1480", "1880", "2480"  # noqa: E741
SEVEN = (K, A, L, S, G, O, N)
# The towns of the 21 regions, with Lund for Malmö and Sundsvall for Härnösand.
TWENTY_ONE = (
    "0180", "0380", "0480", "0580", "0680", "0780", "0880", "0980", "1080", "1281", "1380",
    "1480", "1780", "1880", "1980", "2080", "2180", "2281", "2380", "2480", "2580",
)  # fmt: skip
