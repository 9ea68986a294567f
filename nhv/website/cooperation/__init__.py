"""The pages of co-operation between applicants."""
