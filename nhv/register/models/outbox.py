"""Messages to be sent, kept in the register's database."""

from nhv.records.outbox import MessageBase


class OutgoingMessage(MessageBase):
    class Meta(MessageBase.Meta):
        db_table = "register_outbox"
