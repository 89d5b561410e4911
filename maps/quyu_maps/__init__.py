"""What people look at: offline HTML sheets, the portal and GIS files."""
