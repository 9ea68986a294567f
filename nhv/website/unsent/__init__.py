"""What was written in a form and not received comes back: on the page that refused it, or when its writer is back."""
