"""Who else than the tables' owner could take the protection away in PostgreSQL, however that came to be.

PostgreSQL itself is asked what each role may do (`has_table_privilege`, `pg_has_role` …), so that what somebody has by
a column, by everybody, or by a role that they are a member of, is found as what they were given by name is. More
than `nhv grant` gives is named. Superusers that are not the program's are the server's keepers, and are not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from nhv.records import given_on, rights
from nhv.records.who_may import PUBLIC, asked, called, given

# What a role that runs the program may not be, what it then may, and what takes it away.
_ATTRIBUTES = {
    "SUPERUSER": "får allt på servern",
    "CREATEROLE": "får göra och ändra roller",
    "REPLICATION": "får läsa allt på servern",
    "BYPASSRLS": "går förbi allt radskydd",
}
# What comes with being a member of PostgreSQL's own roles.
_POWERS = {
    "pg_write_all_data": "som får skriva i alla tabeller",
    "pg_read_server_files": "som får läsa serverns filer",
    "pg_write_server_files": "som får skriva i serverns filer",
    "pg_execute_server_program": "som får köra program på servern",
    "pg_create_subscription": "som får låta en annan databas skriva här",
}
_OWNED = {
    "table": "tabellen",
    "sequence": "räknaren",
    "function": "funktionen",
    "schema": "schemat",
    "database": "databasen",
}

_OWNER = """
SELECT relowner::regrole::text, relowner FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
GROUP BY relowner ORDER BY count(*) DESC, 2 LIMIT 1
"""
# Who runs the program: whoever asks, and whoever has been given leave to write in the tables by name.
_RUNNING = """
SELECT oid, rolname, rolsuper, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles
WHERE oid <> %(owner)s AND (rolname IN (current_user, session_user) OR oid IN (
  SELECT a.grantee FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
  WHERE c.relnamespace = current_schema()::regnamespace AND a.privilege_type = 'INSERT'))
ORDER BY rolname
"""
_MEMBERS = """
SELECT r.rolname, s.rolname, s.oid = %(owner)s, s.rolsuper
FROM pg_roles r CROSS JOIN pg_roles s
WHERE r.oid <> s.oid AND r.oid <> %(owner)s AND NOT r.rolsuper AND r.rolname !~ '^pg_'
AND (s.oid = %(owner)s OR s.rolsuper OR s.rolname = ANY(%(powers)s)) AND pg_has_role(r.oid, s.oid, 'MEMBER')
ORDER BY 1, 2
"""
_OTHERS_OWN = """
SELECT o.kind, o.name, r.rolname FROM (
  SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, relname::text AS name, relowner AS owner
  FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'S')
  UNION ALL SELECT 'function', oid::regprocedure::text, proowner FROM pg_proc
  WHERE pronamespace = current_schema()::regnamespace
  UNION ALL SELECT 'schema', nspname, nspowner FROM pg_namespace WHERE oid = current_schema()::regnamespace
  UNION ALL SELECT 'database', datname, datdba FROM pg_database WHERE datname = current_database()
) o JOIN pg_roles r ON r.oid = o.owner
WHERE o.owner <> %(owner)s AND NOT r.rolsuper AND r.rolname <> 'pg_database_owner' ORDER BY 1, 2
"""
# Everybody else that there is, and everybody at once. Who may become the owner is told of as that.
_OTHERS = """
SELECT rolname FROM pg_roles
WHERE NOT rolsuper AND rolname !~ '^pg_' AND NOT pg_has_role(oid, %(owner)s, 'MEMBER') ORDER BY 1
"""
_IN_TABLES = """
SELECT who, relname, act
FROM unnest(%(who)s::text[]) AS w(who) CROSS JOIN unnest(%(tables)s::text[], %(acts)s::text[]) AS a(name, act)
JOIN pg_class c ON c.relname = a.name AND c.relnamespace = current_schema()::regnamespace
WHERE CASE WHEN act IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') THEN has_any_column_privilege(who, c.oid, act)
  ELSE has_table_privilege(who, c.oid, act) END
ORDER BY 1, 2, 3
"""
_IN_COUNTERS = """
SELECT who, relname, 'UPDATE' FROM pg_class CROSS JOIN unnest(%(who)s::text[]) AS w(who)
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' AND has_sequence_privilege(who, oid, 'UPDATE')
ORDER BY 1, 2
"""
_MAY_MAKE = """
SELECT who, place, name FROM unnest(%(who)s::text[]) AS w(who) CROSS JOIN LATERAL (VALUES
  ('SCHEMA', current_schema()::text, has_schema_privilege(who, current_schema(), 'CREATE')),
  ('DATABASE', current_database()::text, has_database_privilege(who, current_database(), 'CREATE'))) p(place, name, may)
WHERE may AND NOT (place = 'DATABASE' AND who = (
  SELECT r.rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = current_database()))
ORDER BY 1, 2
"""
# Of PostgreSQL's settings, the one that switches triggers off for everybody; the others for those who run the program.
_MAY_SET = """
SELECT who, parname, act FROM pg_parameter_acl CROSS JOIN unnest(%(who)s::text[]) AS w(who)
CROSS JOIN unnest(ARRAY['SET', 'ALTER SYSTEM']) AS a(act)
WHERE (parname = 'session_replication_role' OR who = ANY(%(running)s)) AND has_parameter_privilege(who, parname, act)
ORDER BY 1, 2, 3
"""
_FROM_NOW_ON = """
SELECT coalesce(g.rolname, %(public)s), m.rolname, string_agg(DISTINCT a.privilege_type, ', ' ORDER BY a.privilege_type)
FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl) a JOIN pg_roles m ON m.oid = d.defaclrole
LEFT JOIN pg_roles g ON g.oid = a.grantee
WHERE d.defaclnamespace IN (0, current_schema()::regnamespace) AND d.defaclobjtype IN ('r', 'S')
AND d.defaclrole = %(owner)s AND a.grantee <> d.defaclrole GROUP BY 1, 2 ORDER BY 1, 2
"""
# What somebody does by another's leave: whoever calls it acts as its owner. Those in C are extensions' own, and those
# among the tables are compared with ours.
_IN_ANOTHERS_NAME = """
SELECT p.oid::regprocedure::text, o.rolname FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
JOIN pg_language l ON l.oid = p.prolang AND l.lanname <> 'c'
WHERE p.prosecdef AND p.oid >= 16384 AND p.pronamespace <> current_schema()::regnamespace
AND (p.proowner = %(owner)s OR o.rolsuper)
AND EXISTS (SELECT 1 FROM unnest(%(running)s::text[] || %(public)s::text) AS w(who)
  WHERE has_function_privilege(w.who, p.oid, 'EXECUTE')) ORDER BY 1
"""


@dataclass(frozen=True)
class Kept:
    """The tables there are, and which of them only grow, or only lose rows by decision."""

    tables: list[str]
    append_only: frozenset[str]
    erasable: frozenset[str]

    def refused(self, table: str, newest: bool) -> list[str]:
        """What nobody but the owner may do in it."""
        always = ["TRUNCATE", "TRIGGER", "REFERENCES", *(["MAINTAIN"] if newest else [])]
        if table in rights.READ_ONLY:
            return ["INSERT", "UPDATE", "DELETE", *always]
        if table in self.append_only:
            return ["UPDATE", "DELETE", *always]
        return ["UPDATE", *always] if table in self.erasable else always

    def grows(self, table: str) -> bool:
        return table in self.append_only | self.erasable


def faults(connection: BaseDatabaseWrapper, append_only: Iterable[str], erasable: Iterable[str]) -> Iterator[str]:
    """Each leave that is more than `nhv grant` gives, one Swedish sentence each, with what takes it away."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        tables = sorted(table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t")
        if found := asked(cursor, _OWNER):
            kept = Kept(tables, frozenset(append_only), frozenset(erasable))
            yield from _of(cursor, kept, *found[0])


def _of(cursor: Any, kept: Kept, owner: str, number: int) -> Iterator[str]:
    running = asked(cursor, _RUNNING, owner=number)
    for _number, role, *has in running:
        for (attribute, may), it_has in zip(_ATTRIBUTES.items(), has, strict=True):
            if it_has:
                yield (
                    f"rollen {role}, som får köra programmet, {may} ({attribute}); ta tillbaka det "
                    f"(ALTER ROLE {role} NO{attribute})"
                )
    for role, other, is_owner, is_super in asked(cursor, _MEMBERS, owner=number, powers=list(_POWERS)):
        what = "som äger tabellerna" if is_owner else "som får allt på servern" if is_super else _POWERS[other]
        yield f"rollen {role} får handla som {other}, {what}; ta tillbaka medlemskapet (REVOKE {other} FROM {role})"
    for kind, name, role in asked(cursor, _OTHERS_OWN, owner=number):
        yield (
            f"{_OWNED[kind]} {name} ägs av {role} och inte av {owner}, som äger tabellerna; ge tillbaka det "
            f"(ALTER {kind.upper()} {name} OWNER TO {owner})"
        )
    others = [PUBLIC, *(role for (role,) in asked(cursor, _OTHERS, owner=number))]
    by_name = [role for _number, role, is_super, *_rest in running if not is_super]
    yield from _acts(cursor, kept, others)
    yield from _beyond_tables(cursor, others, by_name, number)
    yield from given_on.faults(cursor, owner=number, running=by_name)


def _acts(cursor: Any, kept: Kept, others: list[str]) -> Iterator[str]:
    """What they may do with rows: all that has the same leave in one sentence, or a hundred would hide the rest."""
    cursor.execute("SELECT current_setting('server_version_num')::int >= 170000")
    newest = cursor.fetchone()[0]
    pairs = [(table, act) for table in kept.tables for act in kept.refused(table, newest)]
    # To everybody at once nothing is given at all.
    all_of_it = sorted({*pairs, *((table, act) for table in kept.tables for act in rights.MOST)})
    by_all = _in_tables(cursor, [PUBLIC], all_of_it) + asked(cursor, _IN_COUNTERS, who=[PUBLIC])
    known = {(table, act) for _who, table, act in by_all}
    named = _in_tables(cursor, others[1:], pairs) + asked(cursor, _IN_COUNTERS, who=others[1:])
    may: dict[tuple[str, str], list[str]] = {}
    for who, table, act in (*by_all, *(each for each in named if each[1:] not in known)):
        may.setdefault((who, table), []).append(act)
    alike: dict[tuple[str, str, str], list[str]] = {}
    for (who, table), acts in may.items():
        if table not in kept.tables:
            where = "räknaren {}, som bara databasen ställer"
        else:
            where = "tabellen {}, " + ("som bara ska växa" if kept.grows(table) else "mer än programmet behöver")
        alike.setdefault((who, ", ".join(acts), where), []).append(table)
    for (who, all_acts, where), names in alike.items():
        more = f" (och i {len(names) - 1} till)" if names[1:] else ""
        yield (
            f"{called(who)} får göra {all_acts} i {where.format(names[0])}{more}; ta tillbaka rätten "
            f"(REVOKE {all_acts} … FROM {given(who)})"
        )


def _in_tables(cursor: Any, who: list[str], pairs: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    tables, acts = [table for table, _act in pairs], [act for _table, act in pairs]
    return asked(cursor, _IN_TABLES, who=who, tables=tables, acts=acts)


def _beyond_tables(cursor: Any, others: list[str], running: list[str], owner: int) -> Iterator[str]:
    for who, place, name in _first_by_all(asked(cursor, _MAY_MAKE, who=others)):
        where = "schemat" if place == "SCHEMA" else "databasen"
        yield (
            f"{called(who)} får göra egna tabeller och funktioner i {where} {name}; ta tillbaka rätten "
            f"(REVOKE CREATE ON {place} {name} FROM {given(who)})"
        )
    cursor.execute("SELECT to_regclass('pg_catalog.pg_parameter_acl') IS NOT NULL")
    # Before release 15 only superusers set what is theirs.
    settings = asked(cursor, _MAY_SET, who=others, running=running) if cursor.fetchone()[0] else []
    for who, name, act in _first_by_all(settings):
        yield (
            f"{called(who)} får ställa {name} ({act}), och med det ta bort skyddet; ta tillbaka rätten "
            f"(REVOKE {act} ON PARAMETER {name} FROM {given(who)})"
        )
    for who, maker, act in asked(cursor, _FROM_NOW_ON, owner=owner, public=PUBLIC):
        yield (
            f"{called(who)} får göra {act} i allt nytt som {maker} gör; ta tillbaka det "
            f"(ALTER DEFAULT PRIVILEGES FOR ROLE {maker} REVOKE {act} … FROM {given(who)})"
        )
    for function, role in asked(cursor, _IN_ANOTHERS_NAME, owner=owner, running=running, public=PUBLIC):
        yield (
            f"funktionen {function} gör vad {role} får göra, vem som än anropar den (SECURITY DEFINER); ta bort den "
            f"(DROP FUNCTION {function})"
        )


def _first_by_all(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What everybody may is not told again of each."""
    by_all = {each[1:] for each in found if each[0] == PUBLIC}
    return [each for each in found if each[0] == PUBLIC or each[1:] not in by_all]
