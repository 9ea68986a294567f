"""What the API answers with: the names and kinds of every field, from which OpenAPI is made."""
