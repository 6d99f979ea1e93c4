#!/usr/bin/env python3
"""The house rules as code. `house.py ROOT` prints `file:line: what is wrong; what to do instead` and exits 1, or counts
the rules kept. Each rule has a planted fault in test_house.py."""
import re
import sys
from pathlib import Path

ROOMS = {"rules": 0, "store": 1, "actions": 2, "http": 3, "jobs": 3}
OTHER_ROOMS = {"migrations", "tests", "data"}
LAYERS = {"foundation": 0, "platform": 1, "modules": 2, "app": 3}
CODE = {".h", ".cpp"}
RULES = []
MOST_LINES = 4000  # of a module


def rule(check):
    RULES.append(check)
    return check


class House:
    """The tree as the rules see it: every source file with its lines, and who uses whom."""

    def __init__(self, root):
        self.root = Path(root)
        self.files = {}
        for top in ("src", "demo/generator", "tests", "web/src", "tools", "docs", "bench"):
            for path in sorted((self.root / top).rglob("*")):
                if path.is_file() and path.suffix in CODE | {".sql", ".vue", ".ts", ".css", ".py", ".md", ".sh"}:
                    self.files[path.relative_to(self.root).as_posix()] = path.read_text("utf-8")
        cmake = self.root / "CMakeLists.txt"
        text = cmake.read_text("utf-8") if cmake.exists() else ""
        self.uses = {name: uses.split() for name, uses in
                     re.findall(r"house_module\((\w+)(?:\s+USES\s+([\w\s]+))?\)", text)}

    def code(self, under="src/"):
        return ((path, text) for path, text in self.files.items()
                if path.startswith(under) and Path(path).suffix in CODE)

    def includes(self, under="src/"):
        for path, text in self.code(under):
            for number, line in enumerate(text.splitlines(), 1):
                if found := re.match(r'\s*#include "([^"]+)"', line):
                    yield path, number, found[1]


def is_test(path):
    return "/tests/" in path


def module_of(path):
    parts = path.split("/")
    return parts[2] if path.startswith("src/modules/") and len(parts) > 3 else None


def room_of(path):
    parts = path.split("/")
    return parts[3] if module_of(path) and len(parts) > 4 else None


def lines_with(pattern, files):
    for path, text in files:
        for number, line in enumerate(text.splitlines(), 1):
            if found := re.search(pattern, line):
                yield path, number, found


@rule
def arrows_point_down(house):
    """app → modules → platform → foundation."""
    for path, number, target in house.includes():
        here, there = path.split("/")[1], target.split("/")[0]
        if here in LAYERS and there in LAYERS and LAYERS[there] > LAYERS[here] and not is_test(path):
            yield path, number, f"{here} includes {target}; move the code up, or hand it in from app"


@rule
def modules_meet_at_the_door(house):
    """Between modules only the door (and how its values are written, <noun>_shapes.h), only when CMakeLists.txt says USES."""
    for path, number, target in house.includes():
        own, other = module_of(path), module_of("src/" + target)
        if not own or not other or own == other:
            continue
        shapes = target == f"modules/{other}/{other}_shapes.h" and room_of(path) != "rules"
        if target != f"modules/{other}/{other}.h" and not shapes:
            yield path, number, f"{target} is inside another house; include modules/{other}/{other}.h or a …_v view"
        elif other not in house.uses.get(own, []) and not is_test(path):
            yield path, number, f"say house_module({own} USES {other}) in CMakeLists.txt, or do without"


@rule
def uses_have_no_cycle(house):
    def reach(name, seen):
        for other in house.uses.get(name, []):
            if other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen
    for name in house.uses:
        if name in reach(name, set()):
            yield "CMakeLists.txt", 1, f"{name} uses itself in a circle; move what both need to a third noun"


@rule
def rooms_look_down(house):
    """module.cpp → http, jobs → actions → store → rules."""
    for path, number, target in house.includes():
        if is_test(path) or module_of(path) != module_of("src/" + target):
            continue
        here, there = room_of(path), room_of("src/" + target)
        if here in ROOMS and there in ROOMS and here != there and ROOMS[there] >= ROOMS[here]:
            yield path, number, f"{here}/ includes {there}/; the arrow points the other way: move the code down"


@rule
def rules_are_pure(house):
    """rules/ sees foundation and doors only: no clock, no chance, no files, no database, no JSON."""
    for path, number, target in house.includes():
        if room_of(path) == "rules" and target.startswith("platform/"):
            yield path, number, f"a rule includes {target}; pass in what is known and return what changes"
    pure = [(p, t) for p, t in house.code() if room_of(p) == "rules"]
    for path, number, found in lines_with(
            r"system_clock|steady_clock|random_device|mt19937|std::rand|fstream|db::Query|\bdb::Tx& tx\b|\btx\.", pure):
        yield path, number, f"a rule uses {found[0]}; the action knows the world, the rule is told"


@rule
def decisions_and_stores_see_no_http(house):
    """No unit of rules/ or store/ reads the HTTP layer, by whatever chain of headers."""
    includes = {}
    for path, number, target in house.includes():
        includes.setdefault(path, []).append((number, "src/" + target))
    for start in includes:
        if room_of(start) not in ("rules", "store") or is_test(start):
            continue
        seen, waiting = {start}, [(target, number, []) for number, target in includes[start]]
        while waiting:
            path, number, chain = waiting.pop()
            if path == "src/platform/http/endpoint.h":
                by = " → ".join(step.removeprefix("src/") for step in chain) or "the unit itself"
                yield start, number, f"reads platform/http/endpoint.h (by {by}); a door forward-declares Module and Services"
                break
            if path not in seen:
                seen.add(path)
                waiting += [(target, number, chain + [path]) for _, target in includes.get(path, [])]


@rule
def foreign_names_stay_in_platform(house):
    """Beast, SQLite, libpq, Boost.JSON and their kin appear only in platform/."""
    for path, number, found in lines_with(
            r"boost/|boost::|sqlite3|libpq|\bPQ\w+\(|vips|geos_c|\bsodium", house.code()):
        if not path.startswith("src/platform/") and not is_test(path):
            yield path, number, f"{found[0]} outside platform/; platform offers what modules need"


@rule
def threads_stay_in_platform(house):
    for path, number, found in lines_with(
            r"std::(jthread|thread|async|mutex|future|promise|atomic|condition_variable)\b", house.code("src/modules/")):
        if not is_test(path):
            yield path, number, f"{found[0]} in a module; modules are plain synchronous code"


@rule
def nothing_is_set_for_the_whole_process(house):
    """Two houses in one process share nothing: no static that changes, in modules and platform."""
    kept = r"^\s*(?:inline )?static (?!const\b|constexpr\b|thread_local\b|db::Query\b)[\w:<>, *]+ \w+(?:;|\{.*\};| = .*;)"
    for path, number, found in lines_with(kept, house.code()):
        if path.endswith(".cpp") and not is_test(path) and not path.startswith(("src/app/", "src/platform/log/", "src/platform/db/query.cpp")):
            yield path, number, "a static that changes; set it in, or keep it as memory of, the links of the database (platform/db/links.h)"


@rule
def co_await_has_named_operands(house):
    """GCC 12 miscompiles temporaries in the operand; co_await stands only in platform/http."""
    for path, number, found in lines_with(r"^(?:(?!//).)*\bco_await\b(.*)", house.code()):
        if not path.startswith("src/platform/http/"):
            yield path, number, "co_await outside platform/http; write plain synchronous code"
        elif not re.match(r"\s+(std::move\(\w+\)|\w+);", found[1]):
            yield path, number, "name the operand first: `auto op = …; x = co_await std::move(op);`"


@rule
def rooms_are_known(house):
    """An absent room is fine, an extra room is not; every module has its door and its README."""
    modules = {module_of(path) for path in house.files} - {None}
    for path in house.files:
        room = room_of(path)
        if room and room not in ROOMS and room not in OTHER_ROOMS:
            yield path, 1, f"{room}/ is no room of a module; see docs/map.md"
    for name in sorted(modules):
        for wanted in (f"src/modules/{name}/{name}.h", f"src/modules/{name}/README.md"):
            if wanted not in house.files:
                yield wanted, 1, "missing; a module has a door and a page that says what it is"


@rule
def nothing_is_called_utils(house):
    for path in house.files:
        if re.search(r"(^|/|_)(utils?|helpers?|common|misc|manager)(/|\.|_|$)", path.removeprefix("tests/")):
            yield path, 1, "name it after what it holds"


@rule
def headers_say_what_they_are(house):
    """The first line of a header is a sentence; then #pragma once."""
    for path, text in house.code():
        if path.endswith(".h"):
            if not re.match(r"// \S.+\n", text):
                yield path, 1, "open with one sentence: what this is, who may call it"
            elif "#pragma once" not in text:
                yield path, 1, "#pragma once is missing"


@rule
def files_are_short(house):
    for path, text in house.files.items():
        count = text.count("\n")
        if count > 500 and not re.search(r"/(api|data|locales?)/|\.md$", path):
            yield path, 501, f"{count} lines; a file holds one idea in at most 500"


@rule
def modules_stay_small(house):
    """No module but cases has more than 4,000 lines of C++ (tests not counted) without a decision. A page in docs/decisions/
    takes it with the words "`<module>` may have 4,800 lines" and says why the noun is not two."""
    decisions = ((path, text) for path, text in house.files.items() if path.startswith("docs/decisions/"))
    most = {found[1]: int(found[2].replace(",", "")) for _, _, found in lines_with(r"`(\w+)` may have ([\d,]+) lines", decisions)}
    count = {}
    for path, text in house.code("src/modules/"):
        if not is_test(path) and module_of(path):
            count[module_of(path)] = count.get(module_of(path), 0) + text.count("\n")
    for name, lines in count.items():
        if name != "cases" and lines > most.get(name, MOST_LINES):
            yield f"src/modules/{name}/README.md", 1, (
                f"{name} has {lines} lines; split the noun, or write in docs/decisions/ why not: `{name}` may have {lines} lines")


@rule
def functions_are_short(house):
    """At most 70 lines from a definition's opening line to its closing brace in column 0."""
    for path, text in house.code():
        if is_test(path):
            continue
        begin = None
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(r"^[\w:<>&*~\[\], ]+.*\)?.*\{$", line) and not re.match(
                    r"^(namespace|struct|class|enum|extern|union|template|static const|const|inline const)\b", line):
                begin = number
            elif line.startswith("}"):
                if begin and number - begin > 70:
                    yield path, begin, f"{number - begin} lines; a function does one thing in at most 70"
                begin = None


@rule
def queries_are_named_after_their_module(house):
    for path, number, found in lines_with(r"db::Query \w+\{\s*\"([\w.]+)\"", house.code()):
        own = module_of(path) or (path.split("/")[2] if path.startswith("src/platform/") else None)
        if not is_test(path) and own and not found[1].startswith(own + "."):
            yield path, number, f"call it \"{own}.…\": the name tells whose SQL it is"


@rule
def sql_is_portable(house):
    """Both databases understand every text."""
    for path, text in house.code():
        if is_test(path) or "/db/" in path:
            continue
        for sql in re.finditer(r'R"\((.*?)\)"', text, re.S):
            if found := re.search(r"(?<!:)\b(I?LIKE|lower|upper|json_\w+|strftime|datetime|now|REAL|DOUBLE|::\w+)\b\s*\(?", sql[1]):
                if re.search(r"\b(SELECT|INSERT|UPDATE|DELETE)\b", sql[1]):
                    line = text[:sql.start() + found.start()].count("\n") + 1
                    yield path, line, f"{found[0].strip()} differs between the databases; do it in C++ or in platform/db/dialect.h"


@rule
def refusals_have_words(house):
    """A code in Refusal{"…"} stands with its words in a list of RefusalWords."""
    known = set()
    for _, text in house.code():
        known |= set(re.findall(r'\{\s*"([a-z_]+\.[a-z_0-9]+)",\s*(?:\d{1,3}|\w+),', text))
    for path, number, found in lines_with(r'Refusal\{"([\w.]+)"', house.code()):
        if found[1] not in known and not is_test(path):
            yield path, number, f"{found[1]} has no words; register it with RefusalWords (zh, en: what, why, what to do)"


@rule
def doors_tell_refusals_that_exist(house):
    """A comment of a door that names refusals names codes (and powers) that have words."""
    known = set()
    for _, text in house.code():
        known |= set(re.findall(r'\{\s*"([a-z_]+\.[a-z_0-9]+)",\s*["\w]', text))
    for path, text in house.code("src/modules/"):
        for told in re.finditer(r"(?:^ *//.*\n)*^ *//.*\b[Rr]efusals?\b.*\n(?:^ *//.*\n)*", text, re.M) if path.endswith(".h") else ():
            for code in re.finditer(r"(?<![\w/.…])[a-z_]+\.[a-z_]{3,}(?![\w/(]|\.\w)", told[0]):
                if code[0] not in known and not code[0].endswith(".cpp"):
                    line = text[:told.start() + code.start()].count("\n") + 1
                    yield path, line, f"nothing refuses with {code[0]}; name the code that has words"


@rule
def words_have_one_room(house):
    """Words of refusals and powers of a module stand in http/<noun>_words.cpp."""
    for path, number, found in lines_with(r"std::vector<(RefusalWords|PowerWords)> \w+\(\) \{|\.powers = \{", house.code("src/modules/")):
        if not re.search(r"/http/\w+_words\.cpp$", path) and not is_test(path):
            yield path, number, "words of refusals and powers stand in http/<noun>_words.cpp"


@rule
def tables_begin_with_the_county(house):
    for path, text in house.files.items():
        if path.endswith(".sql"):
            for found in re.finditer(r"CREATE TABLE (\w+) \(\s*(\w+)", text):
                if found[2] != "county_id" and found[1] not in {"counties", "node_settings"}:
                    yield path, text[:found.start()].count("\n") + 1, f"{found[1]} must begin with county_id"


@rule
def tests_name_their_row(house):
    for path, text in house.code("src/modules/"):
        if is_test(path) and "TEST" in text and not re.search(r"_?R\d+[._]\d+", text):
            yield path, 1, "name the row of requirements.md that this proves, e.g. _R2_1"


@rule
def nothing_is_left_for_later(house):
    for path, number, found in lines_with(r"\b(TODO|FIXME|XXX|HACK)\b", house.files.items()):
        if not path.startswith("tools/house/"):
            yield path, number, f"{found[0]}: finish it, or open an issue and say nothing here"


@rule
def no_foreign_host(house):
    """No request to any foreign host at run time: no address of one in the web's sources."""
    for path, number, found in lines_with(r"(https?:)?//[a-z0-9.-]+\.(com|cn|org|net|io|dev)\b", house.files.items()):
        if path.startswith("web/src/") and "www.w3.org" not in found[0] and not path.endswith(".d.ts"):
            yield path, number, f"{found[0]} is a foreign host; serve it ourselves"


@rule
def web_features_are_modules(house):
    known = {path.split("/")[2] for path in house.files if path.startswith("src/modules/")} | {"session", "shell"}
    for path in house.files:
        if path.startswith("web/src/features/") and path.count("/") > 3 and path.split("/")[3] not in known:
            yield path, 1, "a feature has the name of its module; one noun for folder, table, path and screen"


@rule
def paths_in_the_docs_exist(house):
    """A path in backticks in docs/ stands in the tree, one in a module's README in the module (words with <…>, * or … are patterns)."""
    rooms = [*ROOMS, *OTHER_ROOMS]
    for path, number, found in lines_with(r".*`.*", ((p, t) for p, t in house.files.items() if p.endswith(".md"))):
        own = module_of(path)
        base = house.root / f"src/modules/{own}" if own else house.root
        starts = "|".join(rooms if own else ("src", "web", "demo", "docs", "tools", "tests", "api", "cmake", "bench"))
        for named in re.findall(rf"`((?:{starts})/[\w./-]+)`", found[0]):
            made = {"node_modules", "dist"} & set(named.split("/"))
            if made or not (base / named).exists():
                yield path, number, f"{named} does not exist; correct the page"


NAMED = ("src/modules/", "web/src/features/")


def words_of(name):
    """takeLeave, TakeLeave, take_leave, take-leave: take, leave."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def names_in(path, text):
    """Identifiers with their lines; no comments, no texts, no sentences of tests. In a page "…" may hold code."""
    blank = lambda found: "\n" * found[0].count("\n")
    quoted = r"'(?:\\.|[^'\\\n])*'" if path.endswith(".vue") else r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
    kept = re.sub(r'R"\(.*?\)"|/\*.*?\*/|<!--.*?-->|(?<!:)//[^\n]*|\bTEST(?:_\w)?\([^)]*\)|' + quoted, blank, text, flags=re.S)
    for number, line in enumerate(kept.splitlines(), 1):
        for name in re.findall(r"[A-Za-z_]\w*", line):
            yield number, name


class Dictionary:
    """The tables of docs/glossary.md about the code: what is not said, what is said instead, what stands although."""

    def __init__(self, text):
        self.words, self.endings, self.beginnings, self.exceptions = {}, {}, {}, {}
        heads = []
        for number, line in enumerate(text.splitlines(), 1):
            cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")] if line.startswith("|") else []
            heads = cells if "not in code" in cells or "identifier" in cells else heads if cells else []
            if not cells or cells == heads or not heads:
                continue
            if heads[0] == "identifier":
                self.exceptions.update((name, number) for name in re.findall(r"`(\w+)`", cells[0]))
                continue
            row = dict(zip(heads, cells))
            for said in re.findall(r"`([^`]+)`", row.get("not in code", "")):
                kept = self.endings if said[0] == "…" else self.beginnings if said[-1] == "…" else self.words
                instead = kept.setdefault(said.strip("…") if kept is not self.words else tuple(words_of(said)), [])
                instead.append(row["code"].replace("`", ""))

    def wrong_part(self, name):
        """The part of a name that is not said, with what is said instead."""
        parts = words_of(name)
        for size in range(1, 4):
            for start in range(len(parts) - size + 1):
                if instead := self.words.get(tuple(parts[start:start + size])):
                    return "_".join(parts[start:start + size]), " or ".join(instead)
        return None


@rule
def names_are_in_the_dictionary(house):
    """No identifier or file name has a word of the glossary's *not in code* as a part, but for ten exceptions."""
    dictionary = Dictionary(house.files.get("docs/glossary.md", ""))
    unused = set(dictionary.exceptions)
    for path, text in house.files.items():
        if not path.startswith(NAMED):
            continue
        names = list(names_in(path, text)) if path.endswith((".h", ".cpp", ".ts", ".vue")) else []
        for number, name in dict.fromkeys([(1, Path(path).stem), *names]):
            if name in dictionary.exceptions:
                unused.discard(name)
            elif found := dictionary.wrong_part(name):
                yield path, number, f"{name}: {found[0]} is not in code; say {found[1]} (docs/glossary.md)"
        for number, name in names if room_of(path) == "http" else ():
            for ending, instead in dictionary.endings.items():
                if name.endswith(ending) and re.search(rf"^struct {name}\b", text, re.M):
                    yield path, number, f"{name}: a shape ends in {' or '.join(instead)} (docs/glossary.md)"
    for name in sorted(unused):
        yield "docs/glossary.md", dictionary.exceptions[name], f"{name} is in no code any more; take it off the exceptions"
    if len(dictionary.exceptions) > 10:
        yield "docs/glossary.md", max(dictionary.exceptions.values()), "more than ten exceptions; rename one"


@rule
def operations_are_in_the_dictionary(house):
    """An operation id begins with no word of the glossary's *not in code*."""
    dictionary = Dictionary(house.files.get("docs/glossary.md", ""))
    contract = house.root / "api/openapi.json"
    text = contract.read_text("utf-8") if contract.exists() else ""
    for path, number, found in lines_with(r'"operationId": *"(\w+)"', [("api/openapi.json", text)]):
        for beginning, instead in dictionary.beginnings.items():
            if found[1].startswith(beginning):
                yield path, number, f"{found[1]}: call it {' or '.join(instead)} (docs/glossary.md)"


def check(root):
    house = House(root)
    return [f"{path}:{line}: {what}" for each in RULES for path, line, what in each(house)]


if __name__ == "__main__":
    problems = check(sys.argv[1] if len(sys.argv) > 1 else ".")
    print("\n".join(problems) if problems else f"{len(RULES)} rules kept")
    sys.exit(bool(problems))
