"""Static sheets at print quality: the drawing engine on paper, as SVG, PNG or PDF."""
