"""What else than rows stands in the database: tables, columns, indexes, constraints, triggers, functions. All of it is
what the program itself makes, in the same words: one that somebody has put there, or altered, could refuse what comes,
change it on its way in, or look away.

What the program makes is asked of Django, which writes its statements again without running them. SQLite keeps the
words of each statement. PostgreSQL says them in its own way, so what only it adds is taken away on both sides before
they are compared.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper

# How the sentence ends of one that is not ours, and how it begins of one that has other words than ours.
_WORDS = {
    "table": ("en tabell som inte är vår", "tabellen"),
    "index": ("ett index som inte är vårt", "indexet"),
    "constraint": ("ett villkor som inte är vårt", "villkoret"),
    "trigger": ("en utlösare som inte är vår", "utlösaren"),
    "function": ("en funktion som inte är vår", "funktionen"),
    "rule": ("en regel som inte är vår", "regeln"),
    "policy": ("ett radskydd som inte är vårt", "radskyddet"),
    "column": ("ett fält som inte är vårt", "fältet"),
    "cast": ("en omvandling som inte är vår", "omvandlingen"),
    "event trigger": ("en händelseutlösare som inte är vår", "händelseutlösaren"),
    "publication": ("en publikation som inte är vår, och som skickar rader vidare", "publikationen"),
    "subscription": ("en prenumeration som inte är vår, och som skriver rader", "prenumerationen"),
    "child": ("en underordnad tabell, vars rader läses som våra", "tabellen"),
    "other": ("något som inte är vårt", "det"),
    # Not another thing, but one of ours in another state: named by what it is.
    "row security": ("radskydd påslaget", "radskyddet"),
    "reference": ("en avstängd hänvisning", "hänvisningen"),
    "always": ("en utlösare som gäller jämt (ENABLE ALWAYS)", "utlösaren"),
}
Objects = dict[tuple[str, str], str]
"""Kind and name of what the program makes → its words, made alike."""

_MADE = {
    "table": re.compile(r'CREATE TABLE "([^"]+)" \((.*)\)', re.DOTALL),
    "index": re.compile(r'(?=CREATE (?:UNIQUE )?INDEX "([^"]+)")(.*)', re.DOTALL),
    "constraint": re.compile(r'ALTER TABLE "[^"]+" ADD CONSTRAINT "([^"]+)" (.*)', re.DOTALL),
    "trigger": re.compile(r"(?=CREATE TRIGGER (\S+))(.*)", re.DOTALL),
    "function": re.compile(r"CREATE OR REPLACE FUNCTION (\w+\(\)).*?\$\$(.*)\$\$", re.DOTALL),
}
_OF_A_COLUMN = "of a column"
# What else a clause of a column says is a constraint, and told of as that.
_MORE_OF_A_COLUMN = re.compile(r" (?:UNIQUE|PRIMARY KEY|CHECK \(.*\))")
# Tables that are nobody's, and what is in them, are told of by others.
_OF_OUR_TABLES = ("table", "column")


def faults(connection: BaseDatabaseWrapper, triggers: Iterable[str]) -> Iterator[str]:
    """What is none of ours or has other words than ours, one Swedish sentence each. `triggers`: the statements that
    make those of ours. Of what is missing, and of tables that are nobody's, others tell."""
    made = {**_made(_of_models(connection)), **_made(triggers)}
    return _compared(made, _there(connection, _QUERIES))


def trigger_faults(connection: BaseDatabaseWrapper, triggers: Iterable[str]) -> Iterator[str]:
    """The same of triggers alone, and of the functions that ours call: quickly, for whoever begins."""
    made = _made(triggers)
    ours = (each for each in _there(connection, _OF_TRIGGERS) if each[0] == "trigger" or (each[0], each[2]) in made)
    return _compared(made, ours)


def _compared(made: Objects, there: Iterable[tuple[str, str, str, str]]) -> Iterator[str]:
    for kind, table, name, words in there:
        if (_OF_A_COLUMN, f"{table} {_alike(words)}") in made:
            continue
        ours = made.get((kind, name))
        if ours is None and kind not in _OF_OUR_TABLES:
            yield f"databasen har {_WORDS[kind][0]}: {name} (på {table})"
        elif ours is not None and ours != (_clauses_alike(words) if kind == "table" else _alike(words)):
            yield f"{_WORDS[kind][1]} {name} i databasen är inte som programmet gör den"


def _of_models(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """The statements that make the tables of this database, and what hangs on them; nothing is run."""
    writer = connection.SchemaEditorClass(connection, collect_sql=True)
    writer.deferred_sql = []
    for model in apps.get_models():
        meta = model._meta
        if meta.managed and not meta.proxy and router.allow_migrate_model(connection.alias, model):
            writer.create_model(model)
    return map(str, [*writer.collected_sql, *writer.deferred_sql])


def _made(statements: Iterable[str]) -> Objects:
    found: Objects = {}
    for statement in statements:
        for kind, pattern in _MADE.items():
            if made := pattern.match(statement.strip()):
                found[kind, made[1]] = _clauses_alike(statement) if kind == "table" else _alike(made[2])
                found |= _within(made[1], made[2]) if kind == "table" else {}
    return found


def _within(table: str, body: str) -> Objects:
    """What the statement of a table says of its constraints, and of what a single column must hold to."""
    found: Objects = {}
    for clause in _clauses(body):
        if named := re.match(r'CONSTRAINT "([^"]+)" (.*)', clause, re.DOTALL):
            found["constraint", named[1]] = _alike(named[2])
            continue
        column, says = clause.split('"', 2)[1:]
        found["column", f"{table}.{column}"] = _alike(_MORE_OF_A_COLUMN.sub("", says))
        checks = [_alike(check) for check in re.findall(r"CHECK \(.*\)", clause)]
        keys = [key + column for key in ("unique", "primarykey") if key in _alike(clause)]
        found |= {(_OF_A_COLUMN, f"{table} {each}"): "" for each in (*checks, *keys)}
    return found


def _clauses_alike(statement: str) -> str:
    """What a table is made of, in one order: each column stands where it was when it came to be."""
    body = statement[statement.find("(") + 1 : statement.rfind(")")]
    return "\n".join(sorted(map(_alike, _clauses(body))))


def _clauses(body: str) -> list[str]:
    """The text divided by its own commas, and not by those within parentheses or between quotes."""
    found, depth, quoted = [""], 0, False
    for sign in body:
        quoted ^= sign == "'"
        depth += 0 if quoted else (sign == "(") - (sign == ")")
        if sign == "," and not quoted and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [clause.strip() for clause in found]


# What PostgreSQL adds to the words, and what may be written in more ways than one.
_ADDED = re.compile(r'::"?[a-z]+(?: [a-z]+)*"?(?:\(\d+\))?(?:\[\])?|\bpublic\.|\bUSING btree\b|[\s()";]')
_TEXT = re.compile(r"('[^']*')")


def _alike(words: str) -> str:
    """The words without what does not matter; what stands between quotes as it is."""
    pieces = [piece if number % 2 else _ADDED.sub("", piece).lower() for number, piece in enumerate(_TEXT.split(words))]
    said = "".join(pieces).replace("=anyarray[", "in").replace("]", "").replace("timewithouttimezone", "time")
    # The key of a table between two others is as wide as the release that made it says.
    return re.sub(r"^integer(?=notnullgeneratedbydefault)", "bigint", said)


def _there(
    connection: BaseDatabaseWrapper, queries: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Kind, table, name and words of what stands in the database."""
    for query in queries[connection.vendor]:
        with connection.cursor() as cursor:
            cursor.execute(query)
            yield from cursor.fetchall()


# Indexes of a constraint are told of with it. Which columns may be empty is a constraint only from release 18 on. The
# one table that no model of ours makes is that of Django's own notes.
_INDEXES = """
SELECT 'index', t.relname, i.relname, pg_get_indexdef(i.oid)
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
WHERE t.relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('p', 'u', 'x'))
"""
_COLUMNS = """
SELECT 'column', t.relname, t.relname || '.' || a.attname, concat_ws(' ',
  replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar'),
  CASE WHEN a.attcollation <> y.typcollation THEN 'COLLATE ' || a.attcollation::regcollation END,
  CASE WHEN a.atthasdef THEN 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
  CASE WHEN a.attnotnull THEN 'NOT NULL' ELSE 'NULL' END,
  CASE a.attidentity WHEN 'd' THEN 'GENERATED BY DEFAULT AS IDENTITY' WHEN 'a' THEN 'GENERATED ALWAYS AS IDENTITY' END,
  CASE WHEN a.attgenerated <> '' THEN 'GENERATED' END)
FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_type y ON y.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
SELECT 'constraint', t.relname, c.conname, pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE t.relnamespace = current_schema()::regnamespace AND c.contype <> 'n' AND c.conname <> 'django_migrations_pkey'
"""
_TRIGGERS = """
SELECT 'trigger', t.relname, g.tgname, pg_get_triggerdef(g.oid)
FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
WHERE t.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal
"""
# One that runs as its owner, or with settings of its own, is another than ours. An extension's own are written in C, in
# a library of its name: whatever else somebody counts as an extension's is not.
_FUNCTIONS = """
SELECT 'function', n.nspname, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
  p.prosrc || CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END || coalesce(' SET ' || p.proconfig::text, '')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
WHERE n.oid = current_schema()::regnamespace AND NOT (l.lanname = 'c' AND EXISTS (
  SELECT 1 FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' AND p.probin = '$libdir/' || e.extname))
"""
# Types, operators, collations and what else lies beside the tables; a cast lies nowhere. PostgreSQL's own numbers are
# below 16384.
_OTHERS = """
SELECT 'other', current_schema()::text, (pg_identify_object(d.classid, d.objid, 0)).type || ' ' ||
  (pg_identify_object(d.classid, d.objid, 0)).identity, ''
FROM pg_depend d WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = current_schema()::regnamespace
AND d.deptype = 'n'
AND d.classid NOT IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_default_acl'::regclass, 'pg_extension'::regclass)
UNION ALL SELECT 'other', current_schema()::text, CASE relkind WHEN 'S' THEN 'sequence ' ELSE 'type ' END || relname, ''
FROM pg_class c WHERE relnamespace = current_schema()::regnamespace AND (relkind = 'c' OR relkind = 'S' AND NOT EXISTS (
  SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
UNION ALL SELECT 'cast', 'databasen', castsource::regtype || ' → ' || casttarget::regtype, '' FROM pg_cast c
WHERE c.oid >= 16384 AND NOT EXISTS (
  SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype = 'e')
UNION ALL SELECT 'event trigger', 'databasen', evtname, '' FROM pg_event_trigger WHERE evtenabled <> 'D'
UNION ALL SELECT 'publication', 'databasen', pubname, '' FROM pg_publication
UNION ALL SELECT 'subscription', 'databasen', subname, '' FROM pg_subscription
WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
_STATES = """
SELECT 'row security', t.relname, t.relname, '' FROM pg_class t
WHERE t.relnamespace = current_schema()::regnamespace AND (t.relrowsecurity OR t.relforcerowsecurity)
UNION ALL SELECT 'child', t.relname, i.inhrelid::regclass::text, ''
FROM pg_inherits i JOIN pg_class t ON t.oid = i.inhparent
WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
UNION ALL SELECT DISTINCT 'reference', t.relname, c.conname, ''
FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_constraint c ON c.oid = g.tgconstraint
WHERE t.relnamespace = current_schema()::regnamespace AND g.tgisinternal AND g.tgenabled <> 'O'
UNION ALL SELECT 'always', t.relname, g.tgname, '' FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
WHERE t.relnamespace = current_schema()::regnamespace AND NOT g.tgisinternal AND g.tgenabled = 'A'
"""
_RULES = "SELECT 'rule', tablename, rulename, definition FROM pg_rules WHERE schemaname = current_schema()"
_POLICIES = """
SELECT 'policy', tablename, policyname, coalesce(qual, '') FROM pg_policies WHERE schemaname = current_schema()
"""
_QUERIES = {
    "sqlite": ["SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'"],
    "postgresql": [_INDEXES, _CONSTRAINTS, _TRIGGERS, _FUNCTIONS, _RULES, _POLICIES, _COLUMNS, _OTHERS, _STATES],
}
_OF_TRIGGERS = {
    "sqlite": ["SELECT type, tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"],
    "postgresql": [_TRIGGERS, _FUNCTIONS],
}
