"""What a keeper of the PostgreSQL server has given beyond our tables, by which their protection could be taken away: in
PostgreSQL's own catalogue, by its own functions, by leave that may be given on, and by making roles.

Each list of leave is compared with the one that a new database has (`pg_init_privs`, or else `acldefault`). Nothing
that a superuser has is named: it has everything.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from nhv.records.who_may import PUBLIC, asked, called, given

# Who has what that they did not have from the beginning, in the catalogue's tables, columns and schemas.
_IN_THE_CATALOGUE = """
WITH kept AS (SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema')),
lists AS (
  SELECT 'pg_class'::regclass AS kind, c.oid AS id, 0 AS part, c.oid::regclass::text AS name, c.relacl AS acl
  FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM kept)
  UNION ALL SELECT 'pg_class'::regclass, c.oid, t.attnum, c.oid::regclass || '.' || t.attname, t.attacl
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid WHERE c.relnamespace IN (SELECT oid FROM kept)
  UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, nspname::text, nspacl
  FROM pg_namespace JOIN kept USING (oid))
SELECT coalesce(g.rolname, %(public)s), l.name, string_agg(DISTINCT a.privilege_type, ', ' ORDER BY a.privilege_type)
FROM lists l CROSS JOIN LATERAL aclexplode(l.acl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
WHERE a.privilege_type NOT IN ('SELECT', 'USAGE') AND NOT coalesce(g.rolsuper, false) AND NOT EXISTS (
  SELECT 1 FROM pg_init_privs i CROSS JOIN LATERAL aclexplode(i.initprivs) b
  WHERE i.classoid = l.kind AND i.objoid = l.id AND i.objsubid = l.part
  AND b.grantee = a.grantee AND b.privilege_type = a.privilege_type)
GROUP BY 1, 2 ORDER BY 1, 2
"""
# PostgreSQL's functions that only some may call: those who run the program, by whatever role, and everybody.
_OF_ITS_FUNCTIONS = """
SELECT coalesce(g.rolname, %(public)s), p.oid::regprocedure::text
FROM pg_proc p CROSS JOIN LATERAL aclexplode(p.proacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND NOT coalesce(g.rolsuper, false) AND a.grantee <> p.proowner
AND (a.grantee = 0 OR EXISTS (
  SELECT 1 FROM unnest(%(running)s::text[]) AS w(who) WHERE pg_has_role(w.who::name, a.grantee, 'MEMBER')))
AND NOT EXISTS (
  SELECT 1 FROM aclexplode(coalesce((SELECT i.initprivs FROM pg_init_privs i
    WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0), acldefault('f', p.proowner))) b
  WHERE b.grantee IN (a.grantee, 0) AND b.privilege_type = a.privilege_type)
ORDER BY 1, 2
"""
# What they may give on to others, in our own schema and database.
_TO_OTHERS = """
SELECT coalesce(g.rolname, %(public)s), string_agg(DISTINCT a.privilege_type, ', ' ORDER BY a.privilege_type), l.name
FROM (
  SELECT relname::text AS name, relowner AS owner, relacl AS acl FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace
  UNION ALL SELECT c.relname || '.' || t.attname, c.relowner, t.attacl
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid WHERE c.relnamespace = current_schema()::regnamespace
  UNION ALL SELECT oid::regprocedure::text, proowner, proacl FROM pg_proc
  WHERE pronamespace = current_schema()::regnamespace
  UNION ALL SELECT nspname::text, nspowner, nspacl FROM pg_namespace WHERE oid = current_schema()::regnamespace
  UNION ALL SELECT datname::text, datdba, datacl FROM pg_database WHERE datname = current_database()
) l CROSS JOIN LATERAL aclexplode(l.acl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
WHERE a.is_grantable AND a.grantee NOT IN (l.owner, %(owner)s) AND NOT coalesce(g.rolsuper, false)
GROUP BY 1, 3 ORDER BY 1, 2, 3
"""
# Before release 16 whoever makes roles makes anybody a member of any role but a superuser. From then on only of those
# that they administer, and who administers a role is counted as its member.
_MAKE_ROLES = """
SELECT rolname FROM pg_roles
WHERE current_setting('server_version_num')::int < 160000 AND rolcreaterole AND NOT rolsuper AND oid <> %(owner)s
AND rolname <> ALL(%(running)s) ORDER BY 1
"""


def faults(cursor: Any, *, owner: int, running: Sequence[str]) -> Iterator[str]:
    """One Swedish sentence each, with what takes it away. `owner`: of the tables; `running`: those who run the program
    and are no superusers."""
    told = {"owner": owner, "running": list(running), "public": PUBLIC}
    for who, name, acts in asked(cursor, _IN_THE_CATALOGUE, **told):
        yield (
            f"{called(who)} får göra {acts} i {name}, där PostgreSQL självt håller reda på skyddet; ta "
            f"tillbaka rätten (REVOKE {acts} … {name} FROM {given(who)})"
        )
    for who, function in asked(cursor, _OF_ITS_FUNCTIONS, **told):
        yield (
            f"{called(who)} får anropa {function}, som bara serverns skötare ska få; ta tillbaka rätten "
            f"(REVOKE EXECUTE ON FUNCTION {function} FROM {given(who)})"
        )
    alike: dict[tuple[str, str], list[str]] = {}
    for who, acts, name in asked(cursor, _TO_OTHERS, **told):
        alike.setdefault((who, acts), []).append(name)
    for (who, acts), names in alike.items():
        more = f" (och i {len(names) - 1} till)" if names[1:] else ""
        yield (
            f"{called(who)} får ge {acts} i {names[0]}{more} vidare till andra (WITH GRANT OPTION); ta "
            f"tillbaka det (REVOKE GRANT OPTION FOR {acts} … FROM {given(who)} CASCADE)"
        )
    for (role,) in asked(cursor, _MAKE_ROLES, **told):
        yield (
            f"rollen {role} får göra och ändra roller, och kan göra sig till tabellernas ägare (CREATEROLE); ta "
            f"tillbaka det (ALTER ROLE {role} NOCREATEROLE)"
        )
