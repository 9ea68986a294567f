"""«Stämmer det inte?»: what anybody says is wrong, who answers, and the note that stands on the page afterwards."""
