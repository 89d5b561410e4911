"""From text to geometry: plans, places, initiatives and their features."""
