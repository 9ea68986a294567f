"""Sweden's 21 regions drawn as SVG: the geometry, the projection, and the pictures made of them."""
