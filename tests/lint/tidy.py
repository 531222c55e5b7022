#!/usr/bin/env python3
"""What a reviewer would forget, as a program that reads the tree once:  tests/lint/tidy.py [FOLDER]

A rule is a function of the tree, and its first line says why it is there. It yields (place, words): a file, one of its
lines or a function, and what is wrong with it. What may break a rule stands in EXCUSED with the reason; an excuse that
isn't needed any more is a finding too. To add a rule: write it beside its like, and its mistake into tidy_test.py."""
import collections
import fnmatch
import functools
import pathlib
import re
import subprocess
import sys

FOLDER_FILES_MAX = 40
HANDLER_LINES_MAX = 120
FUNCTION_LINES_MAX = 70
LINE_COLUMNS_MAX = 120
PARAMETERS_MAX = 5

# The programs' folders, and whom each may include. gen/ is what the build makes of templates, migrations and assets.
LAYERS = {
    "base": {"base"},
    "sql": {"base", "sql", "gen"},
    "templates": {"base", "templates"},
    "domain": {"base", "sql", "templates", "gen", "domain"},
    "fcgi": {"base", "sql", "templates", "gen", "fcgi"},
    "handlers": {"base", "sql", "templates", "gen", "domain", "fcgi", "handlers"},
    "mailer": {"base", "sql", "mailer"},
    "admin": {"base", "sql", "templates", "gen", "domain", "admin"},
}

# Outside libraries: a pattern of their headers, and who includes them.
LIBRARY_HOMES = {
    r"cppconn/|mysql_|mysql\.h": {"sql/database.cpp"},
    r"cgicc/": {"fcgi/request.cpp"},
    r"fcgiapp|fcgi_stdio": {"fcgi/request.cpp", "fcgi/main.cpp"},
    r"ctemplate/": {"templates/renderer.cpp"},
    r"argon2": {"base/password.cpp"},
    r"sodium": {"base/secret.cpp", "base/random.cpp"},
    r"openssl/": {"base/proofs/public_key.cpp", "sql/server_setup.cpp"},
    r"unicode/": {"base/text.cpp", "base/formats/markdown_marks.cpp"},
    r"csv\.h|iconv": {"base/formats/csv.cpp"},
    r"toml\+\+": {"base/formats/toml_text.cpp"},
    r"cmark": {"base/formats/markdown.cpp"},
    r"systemd/": {"base/log.cpp", "base/service.cpp"},
    r"gmime": {"mailer/delivery.cpp"},
    r"curl/": {"mailer/delivery.cpp", "admin/doctor/over_tls.cpp"},
    r"CLI/": {"admin/main.cpp"},
    r"nlohmann/": {"base/json.cpp", "admin/output.cpp"},
    r"zxcvbn": {"domain/accounts/password_policy.cpp"},
    r"liboath": {"base/totp.cpp"},
    r"qrencode": {"base/papers/qr_code.cpp"},
    r"qpdf/": {"base/papers/pdf.cpp"},
    r"xlsxwriter": {"base/papers/workbook.cpp"},
    r"pango/|cairo|fontconfig/|hb\.h": {"base/papers/press.cpp"},
}

# How a file shows that it uses something of a standard header. Headers that aren't here are not looked at.
STANDARD_NAMES = {
    "algorithm": r"std::(?:ranges::(?!views|begin|end|size|iota)|sort|min|max|clamp|equal|copy|fill|find|count|search"
    r"|any_of|all_of|none_of|transform|mismatch|lexicographical|reverse|remove|unique|replace)",
    "array": r"std::(?:array|to_array)",
    "atomic": r"std::atomic",
    "cctype": r"std::(?:is|to)\w+\(",
    "charconv": r"std::(?:from_chars|to_chars)",
    "chrono": r"chrono|std::literals|\d+(?:s|ms|min|h|y)\b",
    "cstdint": r"std::u?int\w*_t",
    "cstdio": r"(?:std::)?(?:FILE|stdout|stderr|f?printf|s?scanf"
              r"|f(?:puts|open|close|write|read|gets|flush)|snprintf|fileno"
    r"|fdopen|perror|rename|remove)\b",
    "deque": r"std::deque",
    "filesystem": r"std::filesystem|fs::",
    "fmt/format.h": r"fmt::",
    "fstream": r"std::(?:i|o|)f(?:stream|ilebuf)",
    "functional": r"std::(?:function|less|greater|hash|identity|ref|cref|invoke|equal_to|plus|not_fn)",
    "initializer_list": r"std::initializer_list",
    "map": r"std::(?:multi)?map",
    "memory": r"std::(?:unique|shared|make|weak)_",
    "optional": r"std::(?:optional|nullopt|make_optional)",
    "set": r"std::(?:multi)?set",
    "span": r"std::(?:span|as_bytes)",
    "sstream": r"std::\w*stringstream",
    "stdexcept": r"std::\w+_(?:error|argument|range)\b",
    "string": r"std::(?:string\b|to_string|sto\w+|getline)",
    "string_view": r"std::(?:u32)?string_view",
    "system_error": r"std::(?:system_error|error_code|errc|(?:generic|system)_category|make_error_code)",
    "thread": r"std::(?:j?thread|this_thread)",
    "tuple": r"std::(?:tuple|tie|apply|make_tuple|get)",
    "unordered_map": r"std::unordered_map",
    "utility": r"std::(?:pair|move|exchange|swap|forward|make_pair|to_underlying|as_const|\w*index_sequence|cmp_)",
    "variant": r"std::(?:variant|visit|get|holds_alternative|monostate)",
    "vector": r"std::(?:vector|erase)",
}

# What staff read: no page, and nothing that serves or mails one, includes it.
STAFF_ONLY = {"sql/accounts/phone_desk.hpp", "sql/applications/application_desk.hpp",
              "sql/applications/application_exports.hpp", "sql/audit/audit_days.hpp", "sql/audit/audit_search.hpp",
              "sql/audit/incidents.hpp", "sql/audit/odd_reads.hpp", "sql/audit/reports.hpp"}

# The contract and its rules, which comments name and this repository doesn't hold (docs/architecture.md).
CONTRACT = {"product.md", "security.md", "security-checks.md", "speed.md"}

# The URLs of a page that has no path of its own.
NAMED_PAGES = {"/": "societies", "/{s}/": "front", "/healthz": "monitors", "/readyz": "monitors",
               "/.well-known/change-password": "change_password"}

# (rule, place without its line): why.
EXCUSED = {
    # Five at most.
    ("parameters", "applications::judge"): "one UPDATE: what it was, what it becomes, and the words for it",
    ("parameters", "mail_queue::finish"): "one UPDATE: how a mail ended, column by column",
    ("parameters", "sessions::open"): "one INSERT, column by column",
    ("layer", "fcgi/main.cpp"): "joins the pages and the way to them",
    ("handler_length", "handlers/routes.cpp"): "the map of the product: a line for each URL",
    ("page_path", "handlers/screenings/programme.cpp"): "a programme for women is the same page below another list",
    ("page_test", "handlers/family/done.cpp"): "the last line of family_test's journeys",
    ("page_test", "handlers/profile/emails/done.cpp"): "the last line of emails_test's journeys",
    ("macro", "base/formats/toml_text.cpp"): "toml++'s own word for what its assertions do",
    ("missing_path", "tests/lint/tidy_test.py"): "its tree is made up",
    ("missing_path", "tests/lint/migrations_test.py"): "its tree is made up",
    ("missing_path", "tests/lint/security_md_test.py"): "its tree is made up",
    ("missing_path", "sql/migrations/0009_documents.sql"): "a migration stays as it went out",
    ("missing_path", "sql/migrations/0013_applications.sql"): "a migration stays as it went out",
    ("name_case", "templates/renderer.cpp"): "ctemplate's interface",
    ("name_case", "sql/database.hpp"): "a trait is named like the standard's",
    **{("whole_applications", file): "what staff and the clean-up do, or the one place that says whose they are"
       for file in ("sql/applications/applications.cpp", "sql/applications/application_desk.cpp",
                    "sql/applications/application_exports.cpp", "sql/audit/audit.cpp", "sql/audit/erasures.cpp",
                    "sql/audit/incidents.cpp",
                    "sql/audit/reports.cpp")},
    ("mutable_static", "base/keys.cpp"): "what root read for whom it becomes: portalctl's, once",
    ("mutable_static", "base/password.cpp"): "Argon2's memory, which it wipes after each use",
    ("folder_size", "sql/migrations"): "in the order in which they are applied; nobody looks for one but by its number",
    **{("machine_clock", file): "times a log line or a wait"
       for file in ("base/log.cpp", "fcgi/request.cpp", "admin/call.cpp")},
    **{("environment", file): "asks what systemd or the operator's shell says"
       for file in ("base/config.cpp", "base/log.cpp", "fcgi/request.cpp", "admin/operator.cpp",
                    "admin/child.cpp", "admin/backup/scratch_server.cpp")},
    ("shell", "admin/child.cpp"): "portalctl's: starts MariaDB's programs and age, without a shell",
    ("shell", "base/service.cpp"): "forbids programs to start others",
    **{("byte_cast", file): "hands bytes to a C library"
       for file in ("base/secret.cpp", "base/password.cpp", "base/proofs/public_key.cpp", "base/formats/csv.cpp",
                    "base/papers/paper.cpp", "base/papers/press.cpp")},
}

RULES = {}


def rule(function):
    RULES[function.__name__] = function
    return function


def nowhere(name, pattern, reason, part):
    """A rule that no text may hold the pattern. part: of the tree, gives the names and texts that it means."""
    def found(tree):
        for place, text in part(tree):
            for it in re.finditer(pattern, text, re.M):
                yield f"{place}:{line_of(text, it.end())}", f"“{it[0].strip()}”"
    found.__name__, found.__doc__ = name, reason
    rule(found)


# The tree ------------------------------------------------------------------------------------------------------------

class Tree:
    """All files that git knows or would take: their names, and what is written in those that hold text."""

    def __init__(self, root):
        listed = subprocess.run(["git", "-C", root, "ls-files", "-z", "-co", "--exclude-standard"], check=True,
                                capture_output=True, text=True).stdout
        self.root = pathlib.Path(root)
        self.files = sorted(name for name in set(listed.split("\0")) if (self.root / name).is_file())
        self.folders = {str(parent) for name in self.files for parent in pathlib.PurePath(name).parents}
        contents = {name: (self.root / name).read_bytes() for name in self.files}
        self.texts = {name: content.decode("utf-8", "replace") for name, content in contents.items()
                      if b"\0" not in content}
        self.sources = {name: Source(text) for name, text in self.texts.items() if name.endswith((".cpp", ".hpp"))}
        self.programs = {name: source for name, source in self.sources.items() if name.split("/")[0] in LAYERS}
        self.pages = [page for name, source in self.programs.items() if name.startswith("handlers/")
                      for page in [Page(name, source)] if page.urls]

    def named(self, *endings):
        return [(name, text) for name, text in self.texts.items() if name.endswith(endings)]


def everything(tree):
    return tree.texts.items()


def code_of_programs(tree):
    return [(name, source.code) for name, source in tree.programs.items()]


def page_templates(tree):
    return tree.named(".tpl")


def lines(text):
    return enumerate(text.split("\n"), 1)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


# C++, as far as the rules need it ------------------------------------------------------------------------------------

WORD = re.compile(r"\b[A-Za-z_]\w*\b")
QUOTED_OR_COMMENT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"([^()\s"\\]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)'(?:\\.|[^'\\\n])+'""", re.S)

# scopes: the namespaces and types around it. lines: of its body, None where it is only declared.
Function = collections.namedtuple("Function", "scopes in_type name parameters at lines")


class Source:
    """One file of C++. Lines keep their numbers in whatever is left of its text."""

    def __init__(self, text):
        self.text = text
        self.includes = re.findall(r'^#include ["<]([^">]+)[">]', text, re.M)

    @functools.cached_property
    def code(self):  # without comments
        return QUOTED_OR_COMMENT.sub(lambda it: newlines(it[0]) if it[0][0] == "/" else it[0], self.text)

    @functools.cached_property
    def comments(self):  # and nothing else
        found, end = [], 0
        for it in QUOTED_OR_COMMENT.finditer(self.text):
            if it[0][0] == "/":
                found += [newlines(self.text[end:it.start()]), it[0]]
                end = it.end()
        return "".join(found)

    @functools.cached_property
    def statements(self):  # code without the preprocessor's lines
        return re.sub(r"^#(?:\\\n|[^\n])*", lambda it: newlines(it[0]), self.code, flags=re.M)

    @functools.cached_property
    def bare(self):  # statements without what stands in quotes
        return QUOTED_OR_COMMENT.sub(lambda it: "0" if it[0][0] == "'" else '""' + newlines(it[0]), self.statements)

    @functools.cached_property
    def words(self):
        return collections.Counter(WORD.findall(self.bare))

    @functools.cached_property
    def spaces(self):  # the last name of each namespace that it opens
        return {name.split("::")[-1] for name in re.findall(r"\bnamespace ([\w:]+)\s*\{", self.bare)} - {"portal"}

    @functools.cached_property
    def declared(self):
        return declared(self.bare)

    @property
    def functions(self):
        return self.declared[0]

    @property
    def types(self):
        return self.declared[1]


def newlines(text):
    return "\n" * text.count("\n")


def declared(bare):
    """The functions, and the names of the types, that stand in a namespace or a type."""
    functions, types = [], []
    around = []  # what is open: its kind and name, the function whose body it is, where, the brackets left open before
    start, brackets = 0, 0
    for mark in re.finditer(r"[{}();]", bare):
        if mark[0] in "()":
            brackets += 1 if mark[0] == "(" else -1
            continue
        among_declarations = not brackets and (not around or around[-1][0] != "body")
        head = bare[start:mark.start()]
        if mark[0] == "{":
            kind, name = opened_by(head) if among_declarations else ("body", None)
            function = among_declarations and kind == "body" and function_of(head)
            if among_declarations and kind in ("type", "enum"):
                types.append(name)
            around.append(("body" if kind == "enum" else kind, name, function
                           and (*function, head), mark.start(), brackets))
            brackets = 0
        elif mark[0] == "}" and around:
            _, _, function, opened_at, brackets = around.pop()
            if function:
                length = line_of(bare, mark.start()) - line_of(bare, opened_at)
                at = line_of(bare, opened_at) - function[2].lstrip().count("\n")
                functions.append(in_scopes(around, function, at, length))
        elif mark[0] == ";" and among_declarations and (function := function_of(head)):
            functions.append(in_scopes(around, function, line_of(bare, mark.start()) - head.lstrip().count("\n"), None))
        if not brackets and (not around or around[-1][0] != "body"):
            start = mark.end()
    return functions, types


def in_scopes(around, function, at, length):
    scopes = tuple(name for _, name, *_ in around if name)
    return Function(scopes, any(kind == "type" for kind, *_ in around), function[0], function[1], at, length)


def plain(head):
    """A declaration's words without attributes, access and template arguments."""
    head = re.sub(r"\[\[.*?\]\]|\b(?:public|private|protected):", "", head.replace("operator()", "operator_call"))
    head = re.sub(r"->|<=|>=|<<|operator>", lambda it: " " * len(it[0]), head)
    while (shorter := re.sub(r"<[^<>;{}]*>", "", head)) != head:
        head = shorter
    return head.strip()


def opened_by(head):
    """What a brace behind these words opens, and its name."""
    head = plain(head)
    if it := re.fullmatch(r"(?:inline )?namespace\b\s*([\w:]*)", head):
        return "namespace", it[1]
    it = re.match(r"(?:template\s*)?(?:requires .*)?(enum|struct|class|union)(?: class| struct)?\s+(\w+)", head)
    if it and "(" not in head and "=" not in head:
        return "enum" if it[1] == "enum" else "type", it[2]
    return "body", None


def function_of(head):
    """Name and number of parameters, when these words declare a function."""
    head = plain(head)
    it = re.search(r"(operator[^\w\s(]+|operator \w+|~?\w+)\s*\(", head)
    # An expression may go on after its braces.
    no_declaration = r"[^\w~:]|(?:using|static_assert|typedef|friend|return)\b"
    if not it or "=" in head[:it.start()] or re.match(no_declaration, head):
        return None
    depth, commas, words = 0, 0, ""
    for character in head[it.end() - 1:]:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            break
        commas += character == "," and depth == 1
        words += character
    return it[1].replace("operator_call", "operator()"), commas + 1 if words[1:].strip() not in ("", "void") else 0


# The tree as a tree --------------------------------------------------------------------------------------------------

@rule
def folder_size(tree):
    """A folder that can't be looked over is searched instead of read."""
    sizes = collections.Counter(name.rpartition("/")[0] for name in tree.files)
    for folder, size in sizes.items():
        if size > FOLDER_FILES_MAX and folder != "docs/decisions":  # they are read by their numbers
            yield folder, f"{size} files; a folder holds at most {FOLDER_FILES_MAX}"


@rule
def line_length(tree):
    """Two files are read side by side. In a template Japanese doesn't count: broken there, it would show a gap."""
    for name, text in tree.named(".cpp", ".hpp", ".tpl", ".py", ".sh", ".js", ".css", "/run"):
        for number, line in lines(text):
            columns = len(re.sub(r"[^\x00-\x7f]", "", line) if name.endswith(".tpl") else line)
            if columns > LINE_COLUMNS_MAX:
                yield f"{name}:{number}", f"{columns} columns; a line has at most {LINE_COLUMNS_MAX}"


@rule
def missing_path(tree):
    """Who follows a path that a text names arrives somewhere."""
    tops = "|".join(sorted(name for name in tree.folders if re.fullmatch(r"[a-z]+", name)))
    path = re.compile(rf"(?<![\w./{{}}$*@<-])(?:{tops})/[\w./*-]+")
    for name, text in tree.texts.items():
        for it in path.finditer(text):
            if not exists(tree, it[0].rstrip(".,:;/-")):
                yield f"{name}:{line_of(text, it.start())}", f"{it[0]} doesn't exist"
        for it in re.finditer(r"\b[Dd]ecisions? (\d{4}(?:(?:, | and )\d{4})*)\b", text):
            for number in re.findall(r"\d{4}", it[1]):
                if not exists(tree, f"docs/decisions/{number}"):
                    yield f"{name}:{line_of(text, it.start())}", f"decision {number} doesn't exist"


def exists(tree, path):
    """As a file, a folder, a pattern that fits one, or the beginning of a name: domain/scene, docs/decisions/0015."""
    if path in tree.folders or path in tree.texts:
        return True
    pattern = path.replace("NNNN", "????")
    return any(fnmatch.fnmatchcase(name, pattern) or name.startswith((f"{path}.", f"{path}-")) for name in tree.files)


@rule
def decision_number(tree):
    """A decision is quoted by its number: its name, its title, and no other's."""
    met = {}
    for name, text in tree.named(".md"):
        if it := re.fullmatch(r"docs/decisions/(\d{4})-.*", name):
            if not text.startswith(f"# {it[1]} "):
                yield name, f"its title doesn't begin with {it[1]}"
            if it[1] in met:
                yield name, f"has the number of {met[it[1]]}"
            met[it[1]] = name


@rule
def missing_file(tree):
    """Who looks for a file that a comment or a document names finds it."""
    known = {name.rpartition("/")[2] for name in tree.files} | CONTRACT
    for name, text in tree.named(".cpp", ".hpp", ".md"):
        said = tree.sources[name].comments if name in tree.sources else text
        for it in re.finditer(r"(?<![\w./{}$*@-])[\w-]+\.(?:cpp|hpp|tpl|sh|js|css|md)\b", said):
            if it[0] not in known:
                yield f"{name}:{line_of(said, it.start())}", f"no file is named {it[0]}"


# Written so that they don't find themselves.
nowhere("machine_path", r"/(?:work|farm|home/[a-z]+)/", "A path of somebody's machine leads nobody else anywhere.",
        everything)
nowhere("registry_name", r"(?:deb|security)\.debian\.|npmjs\.(?:org|com)",
        "Where packages come from is the machine's business.", everything)
nowhere("unfinished", r"\b(?:T[O]DO|F[I]XME|X[X]X)\b|not[ ]implemented|未[実]装|準備[中]", "Nothing is left half done.",
        everything)
nowhere("hollow_assertion", r"(?:BOOST_(?:TEST|CHECK|REQUIRE)|expect|assert|assertTrue)\((?:[t]rue|[T]rue)\)",
        "An assertion that can't fail asserts nothing.", everything)


# The programs --------------------------------------------------------------------------------------------------------

@rule
def layer(tree):
    """What is below knows nothing of what is above."""
    for name, source in tree.programs.items():
        own = name.split("/")[0]
        for used in sorted({header.split("/")[0] for header in source.includes} & {*LAYERS, "gen"} - LAYERS[own]):
            yield name, f"{own}/ may not include {used}/"


@rule
def staff_only(tree):
    """What staff see of a member, no page shows."""
    for name, source in tree.programs.items():
        if name.split("/")[0] in ("fcgi", "handlers", "mailer"):
            for header in sorted(STAFF_ONLY & set(source.includes)):
                yield name, f"may not include {header}"
    for header in sorted(STAFF_ONLY - set(tree.files)):
        yield header, "is listed in STAFF_ONLY and isn't there"


@rule
def library_home(tree):
    """A library that is known in one place can be replaced there."""
    for headers, homes in LIBRARY_HOMES.items():
        users = {name for name, source in tree.programs.items()
                 if any(re.match(headers, header) for header in source.includes)}
        for name in sorted(users - homes):
            yield name, f"may not include <{headers}>, which is known to {' and '.join(sorted(homes))}"
        for name in sorted(homes - users):
            yield name, f"is listed as a home of <{headers}> and includes nothing of it"


@rule
def pragma_once(tree):
    """A header that is read twice is an error far from its cause."""
    for name, source in tree.programs.items():
        if name.endswith(".hpp") and not source.text.startswith("#pragma once\n"):
            yield name, "doesn't begin with #pragma once"


nowhere("connector_commit", r"(?:link|connection)_?(?:->|\.)(?:commit|rollback|setAutoCommit|reconnect)\(",
        "The connector swallows their failure: execute the statement.", code_of_programs)
nowhere("reconnecting", r'OPT_RECONNECT"\] = true', "A reconnected session has lost its settings.", code_of_programs)
nowhere("randomness", r"std::(?:rand|mt19937|random_device)|[^a-z_]s?rand\(",
        "base/random is the only source of randomness.", code_of_programs)
nowhere("machine_clock", r"system_clock::now|[^a-z_]time\(nullptr|gettimeofday", "The database's clock decides.",
        code_of_programs)
nowhere("macro", r"^#define", "A name with a type does it.", code_of_programs)
nowhere("environment", r"getenv\(", "Configuration comes from portal.toml.", code_of_programs)
nowhere("mutable_static",
        r"^\s*(?:inline )?(?:static|thread_local)\b(?! (?:inline )?const(?:expr|eval|init)?\b)[^;={(]*[;={]",
        "A request would find what another one left.", code_of_programs)
nowhere("vague_name", r"\b(?:class|struct) [A-Za-z]*(?:Manager|Helper|Util|Impl)\b", "Name what it is.",
        code_of_programs)
nowhere("using_namespace", r"using namespace (?:std|portal);", "Names say where they come from.", code_of_programs)
nowhere("shell", r"[^a-z_]system\(|popen\(|exec[lv]", "No shell in a request.", code_of_programs)
nowhere("byte_cast", r"const_cast|reinterpret_cast", "Casts of bytes live in base.", code_of_programs)
nowhere("whole_applications", r"\b(?:FROM|JOIN|UPDATE)\s+applications\b",
        "What an account is shown begins with applications::own; only staff read them all.", code_of_programs)


@rule
def handler_length(tree):
    """A page is read in one piece."""
    for name, source in tree.programs.items():
        length = source.text.count("\n")
        if name.startswith("handlers/") and name.endswith(".cpp") and length > HANDLER_LINES_MAX:
            yield name, f"{length} lines; a file of handlers/ has at most {HANDLER_LINES_MAX}"


@rule
def function_length(tree):
    """A function stands on one screen; 40 lines are the aim."""
    for name, source in tree.programs.items():
        for one in source.functions:
            if one.lines and one.lines > FUNCTION_LINES_MAX:
                yield f"{name}:{one.at}", f"{one.name}() has {one.lines} lines; at most {FUNCTION_LINES_MAX}"


@rule
def parameters(tree):
    """Who passes six values in a row confuses two of them."""
    told = set()
    for name, source in tree.programs.items():
        for one in source.functions:
            place = "::".join((*one.scopes, one.name)).removeprefix("portal::")
            if one.parameters > PARAMETERS_MAX and place not in told:
                told.add(place)
                yield place, f"has {one.parameters} parameters ({name}:{one.at}); at most {PARAMETERS_MAX}"


@rule
def name_case(tree):
    """A name's first letter says whether it is a type."""
    types = {one for source in tree.sources.values() for one in source.types}
    for name, source in tree.programs.items():
        for one in source.functions:
            if not re.fullmatch(r"[a-z][a-z0-9_]*|operator.*", one.name) and one.name.lstrip("~") not in types:
                yield f"{name}:{one.at}", f"{one.name}() is no snake_case"
        for one in source.types:
            if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", one):
                yield name, f"{one} is no PascalCase"


# What nobody needs ---------------------------------------------------------------------------------------------------

@rule
def unused_function(tree):
    """What no program calls is read, built and kept for nothing."""
    uses = Uses(tree)
    for name, source in tree.programs.items():
        if name.endswith(".hpp"):
            for one in source.functions:
                if not uses.of(one):
                    yield f"{name}:{one.at}", f"no program calls {one.name}()"


class Uses:
    """How often the programs and the benchmarks, but no test, name a function beside declaring and defining it."""

    def __init__(self, tree):
        self.sources = [source for name, source in tree.sources.items() if name.split("/")[0] in {*LAYERS, "bench"}]
        self.named, self.declared, self.qualified = (collections.Counter() for _ in range(3))
        for source in self.sources:
            self.named.update(source.words)
            self.declared.update(one.name for one in source.functions)
            aliases = dict(re.findall(r"namespace (\w+) = (?:\w+::)*(\w+);", source.bare))
            self.qualified.update((aliases.get(space, space), word)
                                  for space, word in re.findall(r"\b(\w+)::(\w+)\b", source.bare))

    def of(self, function):
        if not function.name.isidentifier() or function.scopes[-1:] == (function.name,):
            return True  # operators and constructors are called without their names
        if self.named[function.name] <= self.declared[function.name]:
            return False
        space = function.scopes[-1].split("::")[-1] if function.scopes else ""
        if function.in_type or space in ("", "portal", "db"):
            return True  # the name is used, by this one or another
        unqualified = sum(source.words[function.name] - sum(one.name == function.name for one in source.functions)
                          for source in self.sources
                          if space in source.spaces or f"namespace portal::{space};" in source.bare)
        return self.qualified[space, function.name] + unqualified > 0


EVENTS = "sql/audit/audit_events.hpp"


def events_of(tree):
    listed = re.search(r"enum class Event \{(.*?)\};", tree.texts.get(EVENTS, ""), re.S)
    return re.findall(r"^  (\w+),", listed[1], re.M) if listed else []


@rule
def unwritten_event(tree):
    """What the audit log never tells of need not be known."""
    written = {name for file, source in tree.programs.items() if file != EVENTS
               for name in re.findall(r"\bEvent::(\w+)", source.code)}
    for name in events_of(tree):
        if name not in written:
            yield EVENTS, f"Event::{name} is never written"


@rule
def unknown_event(tree):
    """A statement that asks for an event of another name finds nothing and says nothing."""
    known = events_of(tree)
    for name, source in tree.programs.items():
        for asked in re.finditer(r"\bevent (?:=|<>|!=|IN|NOT IN) ?\(?((?:'\w+'[,\s]*)+)", source.code):
            for event in re.findall(r"'(\w+)'", asked[1]):
                if event not in known:
                    yield f"{name}:{line_of(source.code, asked.start())}", f"'{event}' is no event of the audit log"


JOURNAL = "base/events.hpp"
BOOK = "docs/operating.md"


def journal_events(tree):
    """By name: whether somebody should act on it."""
    table = tree.sources[JOURNAL].code if JOURNAL in tree.sources else ""
    return {entry[1]: not re.search(r'""\s*$', entry[2])
            for entry in re.finditer(r'EventWords\{\s*"(\w+)",(.*?)\},', table, re.S)}


@rule
def unwritten_journal_event(tree):
    """What the journal never tells of need not be explained."""
    written = {text for file, source in tree.programs.items() if file != JOURNAL and "base/log.hpp" in source.includes
               for text in re.findall(r'"([a-z_]+)"', source.code)}
    for name in journal_events(tree):
        if name not in written:
            yield JOURNAL, f"“{name}” is never written"


# Below tests, but no test of a program that runs: the lints, and what no compiler takes.
NO_TRIALS = ("tests/lint/", "tests/refused/")


@rule
def untried_event(tree):
    """What no test provokes may come twice, without its fields, or never, and nobody learns of it."""
    trials = "\n".join(text for name, text in tree.texts.items()
                       if name.startswith("tests/") and not name.startswith(NO_TRIALS))
    quoted = set(re.findall(r"""["'](?:EVENT=)?(\w+)\b""", trials))
    for catalogue, names in ((EVENTS, events_of(tree)), (JOURNAL, journal_events(tree))):
        for name in names:
            if name not in quoted:
                yield catalogue, f"“{name}” is in no test"


@rule
def alarms(tree):
    """Who is woken by an event finds it in the book; what the book tells of comes."""
    events = journal_events(tree)
    chapter = re.search(r"^## Alarms\n(.*?)^## ", tree.texts.get(BOOK, ""), re.S | re.M)
    rows = re.findall(r"^\| (`.*?) \|", chapter[1], re.M) if chapter else []
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    for name in sorted(told - events.keys()):
        yield BOOK, f"`{name}` is no event of the journal"
    for name in sorted(name for name, wants_somebody in events.items() if wants_somebody and name not in told):
        yield JOURNAL, f"“{name}” is not among the alarms of {BOOK}"


@rule
def unused_include(tree):
    """What is included and not used lets a change elsewhere build this anew."""
    headers = {name: source for name, source in tree.sources.items() if name.endswith(".hpp")}
    homes = collections.Counter(space for source in headers.values() for space in source.spaces)
    for name, source in tree.sources.items():
        for header in source.includes:
            if header in STANDARD_NAMES and not re.search(rf"\b(?:{STANDARD_NAMES[header]})", source.statements):
                yield name, f"uses nothing of <{header}>"
            if header in headers and header != name.removesuffix(".cpp") + ".hpp":
                functions, others = offers(headers[header])
                own_spaces = {space for space in headers[header].spaces if homes[space] == 1}
                wanted = own_spaces | others if own_spaces else functions | others
                if wanted and not wanted & source.words.keys():
                    yield name, f'uses nothing of "{header}"'


def offers(source):
    """The functions that a header declares, and all else that it gives a name to."""
    functions = {one.name for one in source.functions if not one.in_type}
    others = set(source.types) | set(re.findall(r"\b(?:using|concept) (\w+)\s*=", source.bare))
    value = (r"^(?:template <.*>\s*)?(?:(?:inline|static|constexpr|extern|const)\b\s*)+[^=;({\n]*?\b(\w+)(?:\[\w*\])?"
             r"\s*[={;(]")
    others |= set(re.findall(value, source.bare, re.M)) - functions
    for members in re.findall(r"\benum(?: class)? \w+[^{;]*\{([^}]*)\}", source.bare):
        others |= set(WORD.findall(members))
    return functions, others


@rule
def unused_template(tree):
    """A template whose markers no file includes is shown to nobody."""
    included = {header for source in tree.sources.values() for header in source.includes}
    for name, _ in tree.named(".tpl", ".txt"):
        markers = re.sub(r"^templates/(.*)\.\w+$", r"gen/\1.hpp", name)
        if name.startswith("templates/") and markers not in included:
            yield name, f"nobody includes {markers}"


# The pages -----------------------------------------------------------------------------------------------------------

def path_of(url):
    """Where the page of a URL is found: /{s}/profile/emails/{email}/primary gives profile/emails/primary, and
    /{s}/documents/{document}.pdf gives documents/document."""
    if url in NAMED_PAGES:
        return NAMED_PAGES[url]
    *parts, last = url.removeprefix("/{s}").strip("/").split("/")
    parts = [part for part in parts if part[0] != "{"] + [re.sub(r"[{}]|\.\w+$", "", last)]
    return "/".join(parts).replace("-", "_")


class Page:
    """A file of handlers/ whose first comment begins with its URLs:  // GET, POST /{s}/register: …"""

    def __init__(self, name, source):
        self.name, self.source = name, source
        self.path = name.removeprefix("handlers/").removesuffix(".cpp")
        self.urls = []  # (method, URL)
        head = re.match(r"(?://[^\n]*\n)*", source.text)[0].replace("\n//", "")
        methods, complete = [], False
        for word in re.findall(r"\b(?:GET|POST)\b|(?<= )/[^\s,:]*", head.split(": ")[0]):
            if word.startswith("/"):
                self.urls += [(method, word) for method in methods]
                complete = True
            else:
                methods, complete = [word] if complete else [*methods, word], False


@rule
def page_head(tree):
    """Who opens a page's file reads which URLs are its, and finds them so in the map."""
    table = "handlers/routes.cpp"
    rows = {(method.upper(), url) for method, url in
            re.findall(r'\b(get|post)(?:_[a-z_]+)?\("(/[^"]*)"', tree.texts.get(table, ""))}
    told = {(url, page.name) for page in tree.pages for url in page.urls}
    for url in sorted(rows - {url for url, _ in told}):
        yield table, f"no file's first line says {' '.join(url)}"
    for url, name in sorted(told):
        if url not in rows:
            yield name, f"its first line says {' '.join(url)}, which is no route"


@rule
def page_path(tree):
    """A page is found by its URL: its file is there, or up the path from there."""
    for page in tree.pages:
        for url in dict.fromkeys(url for _, url in page.urls):
            path = path_of(url)
            if url.endswith("{id}"):
                yield page.name, f"{url} doesn't say what it is the number of"
            if path != page.path and (f"handlers/{path}.cpp" in tree.sources or not path.startswith(f"{page.path}/")):
                yield page.name, f"{url} belongs to handlers/{path}.cpp"
        if all(path_of(url) != page.path for _, url in page.urls):
            yield page.name, "is the path of none of its URLs"


@rule
def page_template(tree):
    """What a page shows is found by the same path."""
    for page in tree.pages:
        shown = [header for header in page.source.includes if header.startswith("gen/")]
        if shown and f"gen/{page.path}.hpp" not in shown:
            yield page.name, f"doesn't show templates/{page.path}.tpl"


@rule
def page_test(tree):
    """What tries a page is found by the same path, where there is a form or a question to the database to try."""
    for page in tree.pages:
        test = f"tests/integration/{page.path}_test.cpp"
        asks = any(method == "POST"
                   for method, _ in page.urls) or re.search(r"\bvisit\.(?:db|scene)\b", page.source.code)
        if asks and test not in tree.sources:
            yield page.name, f"has no {test}"


# The templates -------------------------------------------------------------------------------------------------------

PRAGMA = '{{%AUTOESCAPE context="HTML"}}'


@rule
def template_pragma(tree):
    """Without the pragma in front nothing is escaped; a mail would be escaped as if it were HTML."""
    for name, text in tree.named(".tpl"):
        if not text.startswith(PRAGMA):
            yield name, f"doesn't begin with {PRAGMA}"
    for name, text in tree.named(".txt"):
        if name.startswith("templates/") and "AUTOESCAPE" in text:
            yield name, "is a mail and has the pragma"


@rule
def template_form_token(tree):
    """A POST without its form's token is refused."""
    for name, text in tree.named(".tpl"):
        forms, tokens = text.count('method="post"'), text.count('name="csrf" value="{{CSRF}}"')
        if forms != tokens:
            yield name, f"{forms} POST forms and {tokens} form tokens"


@rule
def template_quote(tree):
    """ctemplate escapes by the attribute that it sees: one that goes on in the next line misleads it."""
    for name, text in tree.named(".tpl"):
        for number, line in lines(text):
            if line.count('"') % 2:
                yield f"{name}:{number}", "a quote opens on one line and closes on another"


@rule
def help_languages(tree):
    """A help page says in each language what it says in Japanese: the same markers, links and number of headings."""
    for name, text in tree.named(".tpl"):
        parts = name.split("/")
        if parts[:2] != ["templates", "help"] or len(parts) != 4 or parts[2] not in ("easy", "en"):
            continue
        original = tree.texts.get(f"templates/help/{parts[3]}", "")
        for what, pattern in (("markers", r"\{\{[#>]?\w+"), ("links", r'href="([^"?]*)')):
            if set(re.findall(pattern, text)) != set(re.findall(pattern, original)):
                yield name, f"has other {what} than the Japanese page"
        if text.count("<h2>") != original.count("<h2>"):
            yield name, "has another number of headings than the Japanese page"


MAIL_HALF_WIDTHS_MAX = 36


@rule
def mail_line(tree):
    """Phones show 18 full-width characters: a longer line of a mail breaks once more, anywhere."""
    for name, text in tree.named(".txt"):
        if not name.startswith("templates/mail/"):
            continue
        for number, line in lines(text):
            for piece in re.split(r"\{\{[#/]\w+\}\}", line):
                words = re.sub(r"\{\{\w+\}\}", "", piece)
                if sum(2 if ord(character) >= 0x2000 else 1 for character in words) > MAIL_HALF_WIDTHS_MAX:
                    yield f"{name}:{number}", "is longer than 18 full-width characters"


nowhere("nginx_volatile", r"\$tcpinfo_|^\s*rewrite\b",
        "A variable that changes while it is copied, or a rewrite before an alias, has overrun nginx's buffers before.",
        lambda tree: [(name, text) for name, text in tree.texts.items() if name.startswith("nginx/")])
nowhere("template_link", r'(?:href|action|src)="/',
        "A link stays in its society: it begins with {{BASE}} or an asset's marker.", page_templates)
nowhere("template_modifier", r":none|:x-(?!whole\b)", "No modifier may switch escaping off.", page_templates)
nowhere("template_url_attribute", r"(?:formaction|srcset)=", "ctemplate doesn't know that these are URLs.",
        page_templates)
nowhere("template_inline", r'<style|<script\b(?![^>]*\bsrc=)| style=| on[a-z]+="',
        "The Content-Security-Policy blocks inline styles and scripts.", page_templates)
nowhere("template_hint", r"placeholder=| disabled",
        "A hint in a box goes when one types; a grey button says no reason.", page_templates)


# ---------------------------------------------------------------------------------------------------------------------

def findings(tree, excused):
    """(rule, place, words) of all that no excuse covers, and of excuses that cover nothing."""
    needed = set()
    for name, function in RULES.items():
        for place, words in function(tree):
            excuse = name, re.sub(r":\d+$", "", place)
            needed.add(excuse)
            if excuse not in excused:
                yield name, place, words
    for name, place in excused:
        if (name, place) not in needed:
            yield "stale_excuse", place, f"is excused from {name} and need not be"


def main(root):
    broken = list(findings(Tree(root), EXCUSED))
    for name, place, words in broken:
        print(f"{place}: {words}  [{name}]")
    for name in dict.fromkeys(name for name, _, _ in broken):
        reason = RULES[name].__doc__ if name in RULES else "An excuse that outlives its reason hides the next mistake."
        print(f"{name}: {reason}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
