"""Swedish: words, compounds, stems, dates, numbers, ages. Pure Python; knows nothing of care areas."""
