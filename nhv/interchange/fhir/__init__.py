"""HL7 FHIR R4 (4.0.1): plain dicts, made of the register as everybody may have it."""
