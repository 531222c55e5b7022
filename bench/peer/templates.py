"""Writes the portal's templates as PHP, so that the peer of bench/run shows the same page as the portal does, whatever
becomes of the markup; what is compared is then who finds and computes what stands in it.

Each template becomes a function of what is set in it; see `text_of` for how markers are written. Standard library only.
"""

import re

PRAGMA = '{{%AUTOESCAPE context="HTML"}}'
MARKER = re.compile(r"\{\{([#/>!%]?)(.*?)\}\}", re.DOTALL)
REMOVABLE = re.compile(r"\{\{[#/>!%][^}]*\}\}$")
# Set for every page by domain/page_wide.cpp.
PAGE_WIDE = {"BASE", "CSRF", "SOCIETY", "SOCIETY_HEAD", "SOCIETY_BODY", "SOCIETY_TAIL", "TELEPHONE", "HOURS",
             "ASSETS_CSS", "ASSETS_JS", "ASSETS_ICON", "ASSETS_TOUCH_ICON"}
PAGE_WIDE_PARTS = {"SOCIETY_NAME": "parts/society_name.tpl", "CONTACT_WAYS": "parts/contact_ways.tpl"}


def function_of(file):
    return "t_" + re.sub(r"\W", "_", file.removesuffix(".tpl"))


def stripped(text):
    """As ctemplate's STRIP_BLANK_LINES: a line that only carries a marker leaves that alone."""
    kept = []
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if not bare or REMOVABLE.fullmatch(bare):
            kept.append(bare)
        else:
            kept.append(line)
    return "".join(kept)


def value(name, depth):
    """Looked for in the section first, then in those around it."""
    return " ?? ".join(f"$v{level}['{name}']" for level in range(depth, -1, -1))


def variable(marker, depth):
    name, _, modifier = marker.partition(":")
    if name in PAGE_WIDE:
        return f"<?=$page['{name}']?>"  # escaped when it was set, once
    return f"<?={'whole' if modifier == 'x-whole' else 'h'}({value(name, depth)})?>"


def text_of(template):
    """{{NAME}}: text. {{#NAME}}: nothing, true, or a list of what is set in each showing. {{>NAME}}: a list of a
    function and what is set in it."""
    depth = 0
    pieces, at = [], 0
    for marker in MARKER.finditer(template):
        pieces.append(template[at : marker.start()])
        at = marker.end()
        kind, name = marker.groups()
        if kind == "#":
            shown = value(name, depth)
            depth += 1
            pieces.append(f"<?php if ($s{depth} = {shown} ?? null)"
                          f" foreach ($s{depth} === true ? ONCE : $s{depth} as $v{depth}) {{ ?>")
        elif kind == "/":
            depth -= 1
            pieces.append("<?php } ?>")
        elif kind == ">" and name in PAGE_WIDE_PARTS:
            pieces.append(f"<?php {function_of(PAGE_WIDE_PARTS[name])}([], $page) ?>")
        elif kind == ">":
            pieces.append(f"<?php if ($part = {value(name, depth)} ?? null) $part[0]($part[1], $page) ?>")
        elif not kind:
            pieces.append(variable(name, depth))
    pieces.append(template[at:])
    # PHP takes a line break right behind its closing tag for its own.
    return re.sub(r"\?>\n", "?>\n\n", "".join(pieces))


def php_of(folder, files):
    functions = []
    for file in files:
        text = (folder / file).read_text()
        if not text.startswith(PRAGMA):
            raise ValueError(f"{file} has no escaping pragma")
        functions.append(f"function {function_of(file)}($v0, $page) {{ ?>{text_of(stripped(text))}<?php }}\n")
    return "<?php\nconst ONCE = [[]];\n" + "".join(functions)
