"""The analyst's page: read, correct and export, in a browser on this machine."""
