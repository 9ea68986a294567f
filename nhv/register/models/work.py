"""When the worker's jobs are due, in the register's database."""

from nhv.records.work import JobRunBase


class JobRun(JobRunBase):
    class Meta:
        db_table = "register_job"
