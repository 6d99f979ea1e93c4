#!/usr/bin/env python3
"""`./dev new module|migration|endpoint NAME`: what docs/how-to/ describes, from the templates in tools/dev/new/. Everything is
looked at before anything is written."""
import argparse
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent / "new"
TAKEN = {"app", "db", "demo", "foundation", "session", "shell", "std", "stories", "testing", "tests", "weicheng"}
VAGUE = {"common", "helpers", "managers", "misc", "utils", "helper", "manager", "util"}
EXAMPLE = './dev new module visits --zh 督导检查 --what "what was seen on the spot, by whom" --row R4.2'
ROW = r"R\d+\.\d+"
KEYWORDS = set("auto bool case char class const default delete double enum explicit export extern final float friend import int "
               "long module namespace new operator override private public register return short signed static struct switch "
               "template this throw try typedef typename union unsigned using virtual void volatile while".split())


class Refused(Exception):
    """Why nothing was made, and what to do."""


def singular(noun):
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("ss", "ss"), ("s", "")):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + instead
    return noun


def camel(noun):
    return "".join(word.capitalize() for word in noun.split("_"))


class Change:
    """The files that are made and those that get a line, until all of them are known to be right."""

    def __init__(self, root):
        self.root, self.files = root, {}

    def text(self, path):
        return self.files.get(path) or (self.root / path).read_text("utf-8")

    def make(self, template, words):
        folder = TEMPLATES / template
        for source in sorted(folder.rglob("*.in")):
            path = source.relative_to(folder).as_posix().removesuffix(".in")
            for mark in ("MODULE", "NOUN", "NUMBER"):
                path = path.replace(mark, words.get(mark.lower(), mark))
            if (self.root / path).exists():
                raise Refused(f"{path} is there already; take another name, or change it by hand")
            self.files[path] = re.sub(r"@(\w+)@", lambda found: words[found[1]], source.read_text("utf-8"))

    def edit(self, path, pattern, instead, why):
        """Replaces the last place where the pattern stands."""
        text = self.text(path)
        places = list(re.finditer(pattern, text, re.M | re.S))
        if not places:
            raise Refused(f"{path} has no {why}; enter it by hand (docs/how-to/)")
        last = places[-1]
        self.files[path] = text[:last.start()] + last.expand(instead) + text[last.end():]

    def write(self):
        for path, text in self.files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, "utf-8")
        code = [self.root / path for path in self.files if path.endswith((".h", ".cpp"))]
        if code and shutil.which("clang-format"):
            subprocess.run(["clang-format", "-i", *code], check=True, cwd=self.root)


def modules_of(root):
    return {path.name for path in (root / "src/modules").iterdir() if path.is_dir()}


def check_noun(noun, pattern, say):
    if not re.fullmatch(pattern, noun):
        raise Refused(f"“{noun}”: {say}")
    if noun in VAGUE:
        raise Refused(f"“{noun}” says nothing; name it after what it holds")
    if noun in KEYWORDS:
        raise Refused(f"“{noun}” is a word of C++; take another")


def new_module(change, noun, given):
    check_noun(noun, "[a-z]{3,20}", "a module is a noun of the county's business in 3 to 20 small letters, no digits or lines")
    platform = {path.name for path in (change.root / "src/platform").iterdir()}
    if noun in modules_of(change.root):
        raise Refused(f"src/modules/{noun}/ is there already; ./dev new endpoint {noun}/NOUN adds to it")
    if noun in platform | TAKEN:
        raise Refused(f"“{noun}” belongs to the platform or the program; take another noun")
    what = given("what", "what it is, one sentence in English", r"[A-Za-z].{5,76}").strip(" .")
    zh = given("zh", "its name in Chinese, as officials say it", r"[\u4e00-\u9fff、]{1,12}")
    row = given("row", "the row of the requirements it begins with, like R4.2", ROW)
    words = {"module": noun, "Module": noun.capitalize(), "zh": zh, "what": what, "What": what[0].upper() + what[1:],
             "row": row, "row_name": row.replace(".", "_"),
             "door": f"// {noun.capitalize()}: {what}.\n// The door of the {noun} module; nobody calls it but the app."}
    change.make("module", words)
    change.edit("CMakeLists.txt", r"^house_module\([^)]*\)\n", rf"\g<0>house_module({noun})\n", "line house_module(…)")
    change.edit("src/app/modules.cpp", r'^#include "modules/\w+/\w+\.h"\n', rf'\g<0>#include "modules/{noun}/{noun}.h"\n', "door")
    change.edit("src/app/modules.cpp", r"(\w+::make_module\(services\))\};", rf"\1,\n        {noun}::make_module(services)}};",
                "list of modules")
    change.edit("docs/map.md", r"^\| [a-z]+ \| [^|]+ \|\n", rf"\g<0>| {noun} | {what} |\n", "table of nouns")
    table = re.search(r"(?:^\|.*\n)+", change.text("docs/glossary.md"), re.M)
    change.files["docs/glossary.md"] = (table.string[:table.end()] + f"| {singular(noun)} | {zh} | {what} | |\n"
                                        + table.string[table.end():])
    people = change.text("demo/people.json")  # who dispatches sits in the office and may see what is new
    change.files["demo/people.json"] = people.replace('"cases.dispatch"', f'"cases.dispatch", "{noun}.read"')
    return (f"a table: ./dev new migration {noun}/NOUN, then what lists it: ./dev new endpoint {noun}/NOUN\n"
            "a page: web/src/entries/desk/router.ts and the menu in web/src/features/shell/DeskShell.vue")


def module_and_noun(change, name):
    module, _, noun = name.partition("/")
    if not noun:
        raise Refused(f"say whose it is: MODULE/{module or 'NOUN'}, with one of {', '.join(sorted(modules_of(change.root)))}")
    if module not in modules_of(change.root):
        raise Refused(f"there is no module {module}; ./dev new module {module} makes one")
    check_noun(noun, "[a-z]+(_[a-z]+)*", "say a noun in small letters, several words joined by _")
    return module, noun


def table_of(change, module, noun):
    """The lines of the table's columns, if a migration of the module makes it."""
    for path in sorted((change.root / "src/modules" / module).glob("migrations/*.sql")):
        if found := re.search(rf"CREATE TABLE {noun} \((.*?)^\);", path.read_text("utf-8"), re.M | re.S):
            return [line.strip().rstrip(",") for line in found[1].splitlines() if line.strip()]
    return None


def next_number(root):
    """Behind every migration there is: they are applied in the order of their names."""
    last = max(path.name[:13] for path in root.glob("src/*/*/migrations/*.sql"))
    today = time.strftime("%Y%m%d", time.gmtime())
    if today > last[:8]:
        return f"{today}-0100"
    return f"{last[:9]}{int(last[9:]) // 10 * 10 + 10:04}"


def add_to_module(change, module, header, statement):
    path = f"src/modules/{module}/module.cpp"
    change.edit(path, r'^#include "[^"]+"\n', rf'\g<0>#include "{header}"\n', "line that includes something")
    if "return {.name" in change.text(path):
        change.edit(path, r"return \{(\.name = .*?)\};\n\}", r"Module module{\1};\n    return module;\n}", "module with a name")
    change.edit(path, r"^    return module;\n", rf"    {statement}\n\g<0>", "line `return module;`")


def new_migration(change, name, given):
    module, noun = module_and_noun(change, name)
    number = next_number(change.root)
    if table_of(change, module, noun) is not None:
        raise Refused(f"{module} has a table {noun}; what changes it is a file of its own by hand, "
                      f"src/modules/{module}/migrations/{number}-….sql (docs/how-to/change-the-schema.md)")
    change.make("migration", {"module": module, "noun": noun.replace("_", "-"), "number": number,
                              "Nouns": camel(noun[0]) + noun[1:].replace("_", " ")})
    path = f"src/modules/{module}/migrations/{number}-{noun.replace('_', '-')}.sql"
    change.files[path] = change.files[path].replace(f"TABLE {noun.replace('_', '-')} ", f"TABLE {noun} ")
    if "embedded_migrations(" not in change.text(f"src/modules/{module}/module.cpp"):
        add_to_module(change, module, "platform/embedded.h", f'module.migrations = embedded_migrations("modules/{module}");')
    return f"its other columns, then what lists it: ./dev new endpoint {name}"


def rows_to_try(noun, columns):
    """Columns and values of three rows: two of county 1, one of county 2."""
    names, values = ["county_id", "id", "name"], [["1", "1", "'甲'"], ["1", "2", "'乙'"], ["2", "3", "'丙'"]]
    for column in columns:
        wanted = "@reference_required" in column or ("NOT NULL" in column and "DEFAULT" not in column)
        if not wanted or column.startswith(("county_id", "@key", "name ", "--")):
            continue
        found = re.fullmatch(r"(\w+) (TEXT|BIGINT|SMALLINT) NOT NULL(?:\s*--.*)?", column)
        if not found:
            raise Refused(f"{noun} wants values that only you know ({column}): do it by hand, docs/how-to/add-an-endpoint.md")
        names.append(found[1])
        for number, row in enumerate(values, 1):
            row.append(f"'{number}'" if found[2] == "TEXT" else str(number))
    return ", ".join(names), ",\"\n                       \"".join("(" + ", ".join(row) + ")" for row in values)


def new_endpoint(change, name, given):
    module, noun = module_and_noun(change, name)
    columns = table_of(change, module, noun)
    if columns is None:
        raise Refused(f"{module} has no table {noun} to read; ./dev new migration {name} makes one")
    if not any(column.startswith("name TEXT") for column in columns):
        raise Refused(f"{noun} has no name to list; do it by hand, docs/how-to/add-an-endpoint.md")
    if f'"list_{noun}"' in (change.root / "api/openapi.json").read_text("utf-8"):
        raise Refused(f"list_{noun} is an operation already; look for it in api/openapi.json")
    page = f"src/modules/{module}/README.md"
    rows = re.findall(ROW, change.text(page))
    row = given("row", "the row of the requirements that wants it, like R4.2", ROW, rows[0] if rows else None)
    nouns, thing = noun.replace("_", " "), camel(singular(noun))
    power = f"{module}.read"
    guarded = any(f'"{power}"' in path.read_text("utf-8") for path in (change.root / "src/modules" / module).glob("http/*_words.cpp"))
    guard = f'.door = http::Door::power, .power = "{power}"' if guarded else ".door = http::Door::signed_in"
    names, values = rows_to_try(noun, columns)
    what = given("what", "one English sentence", r"[A-Za-z].+", f"The {nouns} of the county").strip(" .")
    change.make("endpoint", {"module": module, "noun": noun, "nouns": nouns, "Thing": thing, "Things": camel(noun), "What": what,
                             "path": noun.replace("_", "-"), "guard": guard, "row": row, "row_name": row.replace(".", "_"),
                             "columns": names, "values": values})
    made = f"{noun}_endpoints()"
    first = "endpoints" not in change.text(f"src/modules/{module}/module.cpp")
    add_to_module(change, module, f"modules/{module}/http/{noun}_http.h",
                  f"module.endpoints = {made};" if first else
                  f"for (auto& endpoint : {made})\n        module.endpoints.push_back(std::move(endpoint));")
    line = f"| `GET /api/v1/{noun.replace('_', '-')}` | {f'`{power}`' if guarded else 'signed in'} | {what[0].lower() + what[1:]} |\n"
    if "| Path |" not in change.text(page):
        change.files[page] = change.text(page) + "\n| Path | Power | What |\n|---|---|---|\n"
    change.edit(page, r"^\|.*\|\n", r"\g<0>" + line.replace("\\", r"\\"), "table of paths")
    return ("./dev openapi writes the contract and the web's types\n"
            f"what can grow without end is a Page, not a List (src/platform/http/endpoint.h); the web asks with use{camel(noun)}()")


MAKERS = {"module": new_module, "migration": new_migration, "endpoint": new_endpoint}


def answers(options):
    """What an option gives, else what a person at the terminal says, else what is usual."""
    def given(option, question, pattern, usual=None):
        text = getattr(options, option) or usual
        if not text and sys.stdin.isatty():
            text = input(f"{question}: ").strip()
        if not text:
            raise Refused(f"say --{option}, {question}; e.g. {EXAMPLE}")
        if not re.fullmatch(pattern, text):
            raise Refused(f"--{option} “{text}”: say {question}")
        return text
    return given


def main(words, root=Path(".")):
    options = argparse.ArgumentParser(prog="./dev new", description="Makes what docs/how-to/ describes.")
    options.add_argument("kind", choices=MAKERS)
    options.add_argument("name", metavar="NAME", help="module: a noun; endpoint and migration: MODULE/NOUN")
    options.add_argument("--zh", help="the name in Chinese, as officials say it")
    options.add_argument("--what", help="one sentence in English")
    options.add_argument("--row", help="the row of the requirements, like R4.2")
    chosen = options.parse_args(words)
    change = Change(Path(root))
    try:
        then = MAKERS[chosen.kind](change, chosen.name, answers(chosen))
    except Refused as why:
        print(f"./dev new {chosen.kind}: {why}", file=sys.stderr)
        return 1
    change.write()
    print("\n".join(sorted(change.files)) + f"\nThen: {then}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2]))
