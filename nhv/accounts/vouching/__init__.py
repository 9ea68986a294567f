"""What people vouch for on behalf of a hospital or a unit, in a role that they hold there."""
