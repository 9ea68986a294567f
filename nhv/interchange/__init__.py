"""The register in the forms that other programs already read: the data portal's catalogue and FHIR."""
