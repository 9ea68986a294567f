"""What a region's people do with an application: begin, write, send, follow. Reached through its owner's door only."""
