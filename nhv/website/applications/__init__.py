"""What the pages of applications say besides what the pages of every filing say."""
