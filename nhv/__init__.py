"""nhv: software for Sweden's national highly specialised care."""
