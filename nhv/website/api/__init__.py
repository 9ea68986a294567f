"""The register for programs: JSON under /api/v1/, described by OpenAPI 3.1, faults as RFC 9457 problems."""
