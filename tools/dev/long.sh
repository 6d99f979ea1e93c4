# The long runs: outside ./dev test and CI. Each adds to `passed` and `failed`. Sourced by ./dev only.

# Every fuzzer of tests/fuzz for $FUZZ_SECONDS (300), from its seeds; finds are kept in build/fuzz-<name>
long_fuzz() {
    need_packages fuzz
    local program name corpus
    for program in tests/fuzz/*.cpp; do
        name=$(basename "$program" .cpp)
        corpus=build/fuzz-$name
        build_server fuzz "fuzz_$name"
        mkdir -p "$corpus"
        if "build/fuzz/fuzz_$name" -max_total_time="${FUZZ_SECONDS:-300}" \
            -artifact_prefix="$corpus/found-" "$corpus" "tests/fuzz/$name" >"build/log/fuzz-$name.log" 2>&1; then
            say "$(tail -n 1 "build/log/fuzz-$name.log")"
            add "fuzz $name" 1 0
        else
            tail -n 40 "build/log/fuzz-$name.log" >&2
            add "fuzz $name" 0 1
        fi
    done
}

# $FORMULA_TREES (100000) formulas by chance: against the slow exact reference, then against the web's twin
long_formula() {
    build_web
    build_server release weicheng_tests
    export WEICHENG_FORMULA_TREES=${FORMULA_TREES:-100000} WEICHENG_FORMULA_TREES_FILE=$PWD/build/formula-trees.tsv
    gtest build/release/weicheng_tests formula-trees '--gtest_filter=FormulaTrees.*'
    grep ' trees, ' build/log/formula-trees.log >&2 || true
    if npm --prefix web run test -- src/shared/formula >build/log/formula-twin.log 2>&1; then add "formula twin" 1 0; else
        tail -n 40 build/log/formula-twin.log >&2
        add "formula twin" 0 1
    fi
}
