"""The expert group's text: written part by part in the browser, every revision kept, frozen as a version."""
