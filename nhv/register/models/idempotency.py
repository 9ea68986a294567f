"""What acts gave, by the key of the form that asked for them."""

from nhv.records.idempotency import IdempotencyKeyBase


class IdempotencyKey(IdempotencyKeyBase):
    class Meta:
        db_table = "register_idempotency_key"
