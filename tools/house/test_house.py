#!/usr/bin/env python3
"""A planted fault for each house rule: the rule must bite, and only then."""
import tempfile
import unittest
from pathlib import Path

import house

SOUND = {
    "CMakeLists.txt": "house_module(people)\nhouse_module(cases USES people)\n",
    "src/foundation/ids.h": "// Ids. Any file may use them.\n#pragma once\n",
    "src/platform/db/db.h": "// The store.\n#pragma once\n",
    "src/modules/people/people.h": "// The door of people.\n#pragma once\n",
    "src/modules/people/README.md": "# people\n",
    "src/modules/cases/cases.h": '// The door of cases.\n#pragma once\n#include "modules/people/people.h"\n',
    "src/modules/cases/README.md": "# cases\n",
    "src/modules/cases/rules/close.cpp": '#include "modules/cases/cases.h"\nauto no() { return Refusal{"case.closed"}; }\n',
    "src/modules/cases/store/case_store.cpp":
        'static const db::Query one{"cases.one", R"(SELECT id FROM cases WHERE county_id = $1)"};\n',
    "src/modules/cases/http/case_http.cpp": '#include "modules/cases/cases.h"\n',
    "src/modules/cases/module.cpp": 'RefusalWords words[] = {{"case.closed", 409, "…", "…"}};\n',
    "src/modules/cases/migrations/1-cases.sql": "CREATE TABLE cases (\n    county_id BIGINT NOT NULL\n);\n",
    "src/modules/cases/tests/close_test.cpp": "TEST(Close, RefusesTheDoer_R2_1) {}\n",
    "web/src/features/cases/list.ts": "export const a = 1\n",
    "docs/map.md": "See `src/modules/cases/cases.h`.\n",
    "docs/glossary.md":
        "| code | what it is | not in code |\n|---|---|---|\n| `on_case_ended` | the end | `take_leave`, `deeds` |\n"
        "| `…Query` | behind the ? | `…Params` |\n| `get_…` | reads | `show_…` |\n"
        "\n| identifier | why it stands |\n|---|---|\n| `good_deeds` | stored |\n",
    "web/src/features/people/good.ts": "export const good_deeds = 'deeds' // deeds\n",
    "api/openapi.json": '{"operationId": "get_case"}\n',
}

LONG_FUNCTION = "int f() {\n" + "    g();\n" * 71 + "}\n"
FAULTS = {
    "arrows_point_down": {"src/foundation/ids.h": '// Ids.\n#pragma once\n#include "platform/db/db.h"\n'},
    "modules_meet_at_the_door": {"src/modules/people/people.h": '// Door.\n#pragma once\n#include "modules/cases/cases.h"\n'},
    "uses_have_no_cycle": {"CMakeLists.txt": "house_module(people USES cases)\nhouse_module(cases USES people)\n"},
    "rooms_look_down": {"src/modules/cases/store/case_store.cpp": '#include "modules/cases/http/case_http.h"\n'},
    "rules_are_pure": {"src/modules/cases/rules/close.cpp": "auto now = std::chrono::system_clock::now();\n"},
    "decisions_and_stores_see_no_http": {
        "src/modules/people/people.h": '// The door of people.\n#pragma once\n#include "platform/http/endpoint.h"\n'},
    "foreign_names_stay_in_platform": {"src/modules/cases/http/case_http.cpp": "#include <boost/json.hpp>\n"},
    "threads_stay_in_platform": {"src/modules/cases/store/case_store.cpp": "std::mutex mutex;\n"},
    "nothing_is_set_for_the_whole_process": {"src/modules/cases/actions/close.cpp": "    static std::string key;\n"},
    "co_await_has_named_operands": {"src/platform/http/loop.cpp": "    auto n = co_await pool.call(std::move(f));\n"},
    "rooms_are_known": {"src/modules/cases/extras/more.cpp": "int a;\n"},
    "nothing_is_called_utils": {"src/modules/cases/http/utils.cpp": "int a;\n"},
    "headers_say_what_they_are": {"src/foundation/ids.h": "#pragma once\n"},
    "files_are_short": {"src/app/main.cpp": "int a;\n" * 501},
    "modules_stay_small": {f"src/modules/people/rules/{n}.cpp": "int a;\n" * 450 for n in range(9)},
    "functions_are_short": {"src/app/main.cpp": LONG_FUNCTION},
    "queries_are_named_after_their_module": {
        "src/modules/cases/store/case_store.cpp": 'static const db::Query one{"people.one", R"(SELECT 1)"};\n'},
    "sql_is_portable": {
        "src/modules/cases/store/case_store.cpp": 'static const db::Query one{"cases.one", R"(SELECT lower(a) FROM cases)"};\n'},
    "refusals_have_words": {"src/modules/cases/rules/close.cpp": 'auto no() { return Refusal{"case.unheard_of"}; }\n'},
    "doors_tell_refusals_that_exist": {
        "src/modules/cases/cases.h": "// The door of cases.\n#pragma once\n/// Closes it. Refusal case.unheard_of.\nvoid close();\n"},
    "words_have_one_room": {"src/modules/cases/module.cpp": "    module.powers = {\n"},
    "tables_begin_with_the_county": {"src/modules/cases/migrations/1-cases.sql": "CREATE TABLE cases (\n    id BIGINT\n);\n"},
    "tests_name_their_row": {"src/modules/cases/tests/close_test.cpp": "TEST(Close, RefusesTheDoer) {}\n"},
    "nothing_is_left_for_later": {"src/app/main.cpp": "// TO" "DO later\n"},
    "no_foreign_host": {"web/src/features/cases/list.ts": "fetch('https://fonts.example.com/a')\n"},
    "web_features_are_modules": {"web/src/features/dossiers/list.ts": "export const a = 1\n"},
    "names_are_in_the_dictionary": {"src/modules/cases/actions/close.cpp": "int f() {\n    takeLeaveNow();\n}\n"},
    "operations_are_in_the_dictionary": {"api/openapi.json": '{\n  "operationId": "show_case"}\n'},
    "paths_in_the_docs_exist": {"docs/map.md": "See `src/modules/cases/gone.h`.\n"},
}


def problems_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        tree = house.House(folder)
        return {each.__name__: list(each(tree)) for each in house.RULES}


class PlantedFaults(unittest.TestCase):
    def test_a_sound_house_has_no_fault(self):
        self.assertEqual({name: found for name, found in problems_of(SOUND).items() if found}, {})

    def test_every_rule_has_its_planted_fault(self):
        self.assertEqual({each.__name__ for each in house.RULES}, set(FAULTS))

    def test_a_page_of_a_module_names_files_that_exist(self):
        page = {"src/modules/cases/README.md": "# cases\n`rules/close.cpp`, `rules/gone.h`\n"}
        found = problems_of({**SOUND, **page})["paths_in_the_docs_exist"]
        self.assertEqual([what.split()[0] for _, _, what in found], ["rules/gone.h"])

    def test_a_name_out_of_the_dictionary_is_told_with_the_word_to_use(self):
        def told(files):
            return problems_of({**SOUND, **files})["names_are_in_the_dictionary"]
        path, line, what = told(FAULTS["names_are_in_the_dictionary"])[0]
        self.assertEqual((path, line), ("src/modules/cases/actions/close.cpp", 2))
        self.assertIn("take_leave is not in code; say on_case_ended", what)
        self.assertTrue(told({"src/modules/cases/actions/take_leave.h": "// Ends.\n#pragma once\n"}))
        self.assertTrue(told({"web/src/features/cases/Page.vue": "<template><p :class=\"myDeeds\" /></template>\n"}))
        self.assertTrue(told({"src/modules/cases/http/shapes.cpp": "struct NearParams {\n"}))
        self.assertTrue(told({"web/src/features/people/good.ts": "export const a = 1\n"}), "an exception without use")
        more = SOUND["docs/glossary.md"] + "".join(f"| `good{n}` | stored |\n" for n in range(10))
        names = "".join(f"const good{n} = 1\n" for n in range(10)) + SOUND["web/src/features/people/good.ts"]
        self.assertTrue(told({"docs/glossary.md": more, "web/src/features/people/good.ts": names}), "eleven exceptions")
        self.assertEqual(told({"src/modules/cases/tests/a_test.cpp": "TEST(Case, TakeLeave_R2_1) { leave(); }\n"}), [])

    def test_a_decision_lets_a_module_grow(self):
        decision = {"docs/decisions/0019-people.md": "One noun: `people` may have 4,100 lines.\n"}
        self.assertEqual(problems_of({**SOUND, **FAULTS["modules_stay_small"], **decision})["modules_stay_small"], [])


def bites(name):
    def test(self):
        found = problems_of({**SOUND, **FAULTS[name]})
        self.assertTrue(found[name], f"{name} did not see its planted fault")
    return test


for fault in FAULTS:
    setattr(PlantedFaults, f"test_{fault}_bites", bites(fault))

if __name__ == "__main__":
    unittest.main()
