#!/usr/bin/env python3
"""Programs of two releases run on the same tables (docs/decisions/0037), so a migration first adds, and takes away only
what nobody uses any more:  tests/lint/migrations.py [FOLDER]

The first line of a migration says of which generation of the tables it is, and which of two it does:
  -- Generation 2, expands: topics have pictures.       what it does, the programs of the release before don't notice
  -- Generation 3, contracts: the old pictures are gone.  what it drops, an earlier generation's file declared unused:
  -- Unused from here on: topics.picture, old_topics
and any other narrowing is held by the programs of the release before, which a line of the same file says:
  -- Held since generation 2: every picture has its alternative text."""
import pathlib
import re
import sys

# Up to here they go out with the first release, whose programs run on no older tables, and no rule holds them. Until
# then, who adds one raises this.
FIRST_RELEASE = 42
PROGRAMS = ("base", "sql", "templates", "domain", "fcgi", "handlers", "mailer", "admin")

HEAD = re.compile(r"-- Generation (\d+), (expands|contracts): \S")
NO_COLUMN = {"KEY", "INDEX", "UNIQUE", "PRIMARY", "FOREIGN", "CHECK", "CONSTRAINT", "FULLTEXT"}
IN_A_CHECK = {"CHECK", "IN", "AND", "OR", "NOT", "IS", "NULL", "BETWEEN", "LENGTH", "CHAR_LENGTH", "REGEXP", "TRUE",
              "FALSE"}


def uncommented(text):
    return re.sub(r"('(?:[^']|'')*')|--[^\n]*", lambda found: found[1] or "", text)


def parts(text, separator=","):
    """Between separators that stand in no parentheses and no string."""
    depth, start, found = 0, 0, []
    for token in re.finditer(rf"'(?:[^']|'')*'|[(){separator}]", text):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == separator and depth == 0:
            found.append(text[start:token.start()])
            start = token.end()
    return [one.strip() for one in [*found, text[start:]] if one.strip()]


class Migration:
    def __init__(self, name, text):
        self.name, self.number = name, int(name[:4])
        head = HEAD.match(text)
        self.has_head = head is not None
        self.generation, self.kind = (int(head[1]), head[2]) if head else (1, "expands")
        declared = re.findall(r"^-- Unused from here on: (.*)$", text, re.M)
        self.unused = {" ".join(one.split()) for line in declared for one in line.split(",")}
        self.held = [int(one) for one in re.findall(r"^-- Held since generation (\d+): \S", text, re.M)]
        self.statements = [" ".join(one.split()) for one in parts(uncommented(text), ";")]


class Tables:
    """What the migrations before made, and what those of the present generation add to it."""

    def __init__(self):
        self.generation, self.columns = 0, {}
        self.new_tables, self.new_columns = set(), set()

    def begin(self, generation):
        if generation != self.generation:
            self.generation, self.new_tables, self.new_columns = generation, set(), set()

    def define(self, table, text, new):
        column, definition = text.split(" ", 1) if " " in text else (text, "")
        self.columns[table, column] = re.sub(r" (?:AFTER \w+|FIRST)$", "", definition)
        if new:
            self.new_columns.add((table, column))

    def learn(self, statement):
        if created := re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) ?\((.*)\)[^)]*$", statement):
            self.new_tables.add(created[1])
            for text in parts(created[2]):
                if text.split()[0].upper() not in NO_COLUMN:
                    self.define(created[1], text, True)
        if altered := re.match(r"ALTER TABLE (\w+) (.*)", statement):
            for action in parts(altered[2]):
                if found := re.match(r"(ADD COLUMN|MODIFY(?: COLUMN)?) (?:IF NOT EXISTS )?(.*)", action):
                    self.define(altered[1], found[2], found[1] == "ADD COLUMN")


def of_new_column(column, definition):
    """What is wrong with a column for programs that don't know it."""
    upper = definition.upper()
    if "NOT NULL" in upper and "DEFAULT" not in upper and " AS (" not in upper:
        return "is NOT NULL without a DEFAULT: older programs insert rows without it"
    if found := re.search(r"\b(UNIQUE|PRIMARY KEY|REFERENCES|AUTO_INCREMENT)\b", upper):
        return f"is {found[1]}: older programs insert rows without it"
    for check in re.findall(r"CHECK \(.*\)", definition):
        names = set(re.findall(r"[A-Za-z_]\w*", re.sub(r"'[^']*'", "", check)))
        if any(name != column and name.upper() not in IN_A_CHECK for name in names):
            return "has a CHECK of other columns, which older programs write"
    return None


def is_wider(old, new):
    """The same type with room for more, or with a DEFAULT more."""
    size = re.compile(r"^(VARCHAR|VARBINARY)\((\d+)\)")
    a, b = size.match(old), size.match(new)
    if a and b and a[1] == b[1] and int(a[2]) <= int(b[2]):
        old, new = old[a.end():], new[b.end():]
    elif old.startswith("INT ") and new.startswith("BIGINT "):
        old, new = old[3:], new[6:]
    return old == new or (new.startswith(old) and re.fullmatch(r" DEFAULT \S+", new[len(old):]) is not None)


def unlike_an_expansion(statement, tables):
    """Each part of a statement with what programs that don't know of it would notice."""
    if re.match(r"CREATE TABLE |GRANT ", statement):
        return
    if changed := re.match(r"(?:INSERT INTO|REPLACE INTO|DELETE FROM|UPDATE) (\w+)", statement):
        columns = re.findall(r"(?:SET|,) (\w+) =", statement) if statement.startswith("UPDATE") else []
        new = columns and all((changed[1], one) in tables.new_columns for one in columns)
        if changed[1] not in tables.new_tables and not new:
            yield statement, "changes rows that older programs use"
        return
    altered = re.match(r"ALTER TABLE (\w+) (.*)", statement)
    if not altered:
        yield statement, "is nothing that only adds"
        return
    if altered[1] in tables.new_tables:
        return
    for action in parts(altered[2]):
        if why := unlike_an_addition(altered[1], action, tables):
            yield f"{altered[1]}: {action}", why


def unlike_an_addition(table, action, tables):
    if found := re.match(r"ADD COLUMN (?:IF NOT EXISTS )?(\w+) (.*)", action):
        return of_new_column(found[1], found[2])
    if found := re.match(r"MODIFY (?:COLUMN )?(\w+) (.*)", action):
        if is_wider(tables.columns.get((table, found[1]), "?"), found[2]):
            return None
        return "is not the same column with more room"
    if re.match(r"ADD (?:FULLTEXT )?(?:KEY|INDEX) |ALTER (?:COLUMN )?\w+ SET DEFAULT |(?:ALGORITHM|LOCK) ?=", action):
        return None
    return "is nothing that only adds"


def dropped_by(text):
    """What a part of a statement takes away, by the name under which it is declared unused."""
    if found := re.match(r"DROP TABLE (?:IF EXISTS )?(\w+)$", text):
        return found[1]
    if found := re.match(r"(\w+): DROP (?:COLUMN|KEY|INDEX|CONSTRAINT|FOREIGN KEY) (?:IF EXISTS )?(\w+)$", text):
        return f"{found[1]}.{found[2]}"
    if found := re.match(r"REVOKE .*", text):
        return found[0]
    return None


def findings_of(migration, tables, unused_before, dropped):
    for statement in migration.statements:
        for text, why in unlike_an_expansion(statement, tables):
            name = dropped_by(text)
            if re.search(r"\bRENAME\b|: CHANGE ", text):
                yield f"{text}: one of two releases knows the other name: add, copy, use, and drop later"
            elif migration.kind == "expands":
                yield f"{text}: {why}"
            elif name:
                dropped.add(name)
                if name not in unused_before:
                    yield f"{text}: no earlier generation says \"-- Unused from here on: {name}\""
            elif not any(since < migration.generation for since in migration.held):
                yield f"{text}: no line says \"-- Held since generation {migration.generation - 1}: …\" and why"
        tables.learn(statement)


def literals(text):
    """C++ strings, those that stand beside each other as one."""
    for found in re.finditer(r'R"\w*\((.*?)\)\w*"|((?:"(?:[^"\\\n]|\\.)*"\s*)+)', text, re.S):
        yield found[1] or found[2]


def names_it(statement, name):
    words = set(re.findall(r"\w+", statement))
    return words.issuperset(name.split("."))


def still_used(root, names):
    files = [file for folder in PROGRAMS for file in sorted((root / folder).rglob("*.[ch]pp"))]
    statements = [(file, one) for file in files for one in literals(file.read_text())]
    grants = root / "sql/grants.sql"
    if grants.exists():
        statements += [(grants, one) for one in uncommented(grants.read_text()).split(";")]
    for name in sorted(names):
        if name.startswith("REVOKE"):
            continue
        for file, statement in statements:
            if names_it(statement, name):
                yield f"{file.relative_to(root)}: names {name}, which a migration says is unused"
                break


def stale_conditions(root, newest):
    for folder in PROGRAMS:
        for file in sorted((root / folder).rglob("*.[ch]pp")):
            for found in re.finditer(r"\bgeneration\(\) *(?:[<>=!]=|[<>]) *(\d+)", file.read_text()):
                if int(found[1]) not in (0, newest):  # 0: nobody looked yet
                    yield (f"{file.relative_to(root)}: asks for generation {found[1]}, and the tables are of "
                           f"{newest} or the one before: take the condition out")


def findings(root):
    tables, unused, dropped, before = Tables(), [], set(), 1
    for file in sorted((root / "sql/migrations").glob("*.sql")):
        migration = Migration(file.stem, file.read_text())
        place = f"sql/migrations/{file.name}"
        tables.begin(migration.generation)
        if migration.number <= FIRST_RELEASE:
            for statement in migration.statements:
                tables.learn(statement)
            continue
        if not migration.has_head:
            yield f"{place}: doesn't begin with \"-- Generation N, expands: what\" or \"contracts\""
        if migration.generation not in (before, before + 1):
            yield f"{place}: generation {migration.generation} follows {before}"
        before = migration.generation
        earlier = {name for generation, name in unused if generation < migration.generation}
        for words in findings_of(migration, tables, earlier, dropped):
            yield f"{place}: {words}"
        unused += [(migration.generation, name) for name in migration.unused]
    yield from still_used(root, {name for _, name in unused} - dropped)
    yield from stale_conditions(root, before)


def main(root):
    found = list(findings(root))
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
