"""On the narrowest phone what is to be pressed is large enough. (Nothing runs out: test_accessibility.py.)"""


def test_the_button_and_the_menu_can_be_hit_with_a_thumb(visit):
    page = visit("/", width=320, height=640)
    sizes = [element.bounding_box() for element in page.locator("header nav a, main button, form button").all()]
    assert min(size["height"] for size in sizes) >= 44
