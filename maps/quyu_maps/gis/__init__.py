"""GIS files of the feature table: one writer a module, the same features in each."""
