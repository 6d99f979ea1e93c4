#!/usr/bin/env python3
"""`./dev new` in a copy of the tree: what it makes keeps the house rules, and what it cannot make it refuses with words."""
import contextlib
import io
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(Path(__file__).parent), str(ROOT / "tools/house")]
import house  # noqa: E402
import new  # noqa: E402

VISITS = ["--zh", "督导检查", "--what", "what was seen on the spot, by whom", "--row", "R4.2"]


class New(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        read = ["src", "demo", "tests", "web", "tools", "docs", "bench", "api", "cmake", "CMakeLists.txt", ".clang-format"]
        listed = subprocess.run(["git", "ls-files", "-zco", "--exclude-standard", *read], cwd=ROOT, capture_output=True, check=True)
        for name in listed.stdout.decode().split("\0"):
            if (ROOT / name).is_file():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.root / name)

    def files(self):
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def text(self, path):
        return (self.root / path).read_text("utf-8")

    def run_new(self, *words):
        """Whether it was made, and what was said."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return new.main([*words], self.root) == 0, said.getvalue()

    def make(self, *words):
        made, said = self.run_new(*words)
        self.assertTrue(made, said)

    def test_makes_what_the_house_check_accepts(self):
        before = self.files()
        self.make("module", "visits", *VISITS)
        changed = {path for path, text in self.files().items() if before.get(path) != text}
        outside = {path for path in changed if not path.startswith(("src/modules/visits/", "web/src/features/visits/"))}
        self.assertEqual(outside, {"CMakeLists.txt", "src/app/modules.cpp", "docs/map.md", "docs/glossary.md", "demo/people.json"})
        self.assertIn("_R4_2)", self.text("src/modules/visits/tests/visits_test.cpp"))
        self.assertIn("查看督导检查", self.text("src/modules/visits/http/visits_words.cpp"))

        self.make("migration", "visits/re_checks")
        newest = max(path.name for path in self.root.glob("src/*/*/migrations/*.sql"))
        self.assertRegex(newest, r"^[0-9]{8}-[0-9]{4}-re-checks\.sql$", "behind all there are")
        self.make("endpoint", "visits/re_checks", "--row", "R4.3", "--what", "Second looks at a visit.")
        self.assertIn("module.endpoints = re_checks_endpoints();", self.text("src/modules/visits/module.cpp"))
        self.assertIn('.power = "visits.read"', self.text("src/modules/visits/http/re_checks_http.cpp"))
        # into modules that stand, of both shapes
        self.make("endpoint", "campaigns/campaigns")
        self.make("migration", "progress/day_marks")
        self.make("endpoint", "progress/day_marks")
        self.assertIn("day_marks_endpoints()", self.text("src/modules/progress/module.cpp"))

        self.assertEqual(house.check(self.root), [])
        changed = {path for path, text in self.files().items() if before.get(path) != text}
        for path in changed:
            self.assertNotRegex(self.text(path), r"@\w+@")
        if shutil.which("clang-format"):
            code = [self.root / path for path in changed if path.endswith((".h", ".cpp"))]
            subprocess.run(["clang-format", "--dry-run", "-Werror", *code], check=True, cwd=self.root)

    def test_refuses_with_words_and_writes_nothing(self):
        given, sys.stdin = sys.stdin, io.StringIO()
        self.addCleanup(setattr, sys, "stdin", given)
        before = self.files()
        for words, because in (
                (["module", "visits"], "e.g. ./dev new module visits --zh"),
                (["module", "Visits", *VISITS], "small letters"),
                (["module", "spot_checks", *VISITS], "small letters"),
                (["module", "utils", *VISITS], "says nothing"),
                (["module", "register", *VISITS], "word of C++"),
                (["module", "cases", *VISITS], "is there already"),
                (["module", "jobs", *VISITS], "belongs to the platform"),
                (["module", "visits", "--zh", "Visits", *VISITS[2:]], "in Chinese"),
                (["module", "visits", *VISITS[:-1], "4.2"], "row of the requirements"),
                (["migration", "routes"], "say whose it is"),
                (["migration", "visits/routes"], "no module visits"),
                (["migration", "campaigns/Titles"], "small letters"),
                (["migration", "campaigns/campaigns"], "has a table campaigns"),
                (["endpoint", "campaigns/titles"], "./dev new migration campaigns/titles"),
                (["endpoint", "people/bodies"], "an operation already"),
                (["endpoint", "people/posts"], "has no name to list"),
                (["endpoint", "../people/posts"], "no module")):
            made, said = self.run_new(*words)
            self.assertFalse(made, words)
            self.assertIn(because, said, words)
        self.assertEqual(self.files(), before)


if __name__ == "__main__":
    unittest.main()
