# The suites of ./dev test. Each adds to `passed` and `failed`; finish prints the last line. Sourced by ./dev only.

passed=0
failed=0
cleanups=()
trap 'for step in "${cleanups[@]:-}"; do eval "$step"; done' EXIT

# add NAME PASSED FAILED
add() {
    passed=$((passed + $2))
    failed=$((failed + $3))
    say "$1: $2 passed, $3 failed"
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}

# A throwaway PostgreSQL cluster, as its own user because initdb refuses root
start_postgres() {
    [ -n "${WEICHENG_TEST_POSTGRES:-}" ] && return
    local bin=/usr/lib/postgresql/15/bin port folder
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    folder=$(mktemp -d /tmp/weicheng-pg.XXXXXX)
    local as=()
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$folder"
        as=(runuser -u postgres --)
    fi
    quietly initdb "${as[@]}" "$bin/initdb" -D "$folder/data" -U weicheng -A trust -E UTF8 --locale=C
    quietly pg-start "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=off" start
    cleanups+=("${as[*]} $bin/pg_ctl -D $folder/data -m immediate stop >/dev/null 2>&1; rm -rf $folder")
    export WEICHENG_TEST_POSTGRES="postgres://weicheng@127.0.0.1:$port/postgres"
}

# gtest PROGRAM NAME [ARGUMENT…]: one run, counted from its XML
gtest() {
    local program=$1 name=$2
    shift 2
    local xml=$PWD/build/log/$name.xml log=build/log/$name.log
    rm -f "$xml"
    "$program" "--gtest_output=xml:$xml" --gtest_brief=1 "$@" >"$log" 2>&1 || true
    if [ ! -s "$xml" ]; then
        tail -n 40 "$log" >&2
        add "$name" 0 1
        return
    fi
    local tests failures
    tests=$(sed -n 's/^<testsuites tests="\([0-9]*\)".*/\1/p' "$xml" | head -n 1)
    failures=$(sed -n 's/^<testsuites .* failures="\([0-9]*\)".*/\1/p' "$xml" | head -n 1)
    local skipped
    skipped=$(grep -c 'result="skipped"' "$xml" || true)
    if [ "$failures" -gt 0 ]; then grep -E 'Failure|FAILED|Value of|Expected|Which is|  ' "$log" | head -n 80 >&2; fi
    if [ "$skipped" -gt 0 ]; then
        say "$name: $skipped skipped, which counts as failed here"
        failures=$((failures + skipped))
    fi
    add "$name" $((tests - failures)) "$failures"
}

suite_house() {
    if python3 tools/house/test_house.py >build/log/house-test.log 2>&1; then
        add "house faults" "$(sed -n 's/^Ran \([0-9]*\) test.*/\1/p' build/log/house-test.log)" 0
    else
        tail -n 40 build/log/house-test.log >&2
        add "house faults" 0 1
    fi
    local log=build/log/house.log
    if python3 tools/house/house.py . >"$log"; then add house "$(sed -n 's/^\([0-9]*\) rules.*/\1/p' "$log")" 0; else
        cat "$log" >&2
        add house 0 "$(grep -c ': ' "$log")"
    fi
}

suite_web() {
    ensure_node
    build_web
    quietly web-check npm --prefix web run check
    local log=build/log/vitest.log
    npm --prefix web run test >"$log" 2>&1 || true
    local good bad
    good=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -n 's/^ *Tests .* \([0-9]*\) passed.*/\1/p;s/^ *Tests  *\([0-9]*\) passed.*/\1/p' | head -n 1)
    bad=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | sed -n 's/^ *Tests  *\([0-9]*\) failed.*/\1/p' | head -n 1)
    if [ -z "$good" ] || [ -n "$bad" ]; then tail -n 60 "$log" >&2; fi
    add vitest "${good:-0}" "${bad:-$([ -n "$good" ] && echo 0 || echo 1)}"
    if npm --prefix web run size >build/log/size.log 2>&1; then add "first load" 1 0; else
        tail -n 20 build/log/size.log >&2
        add "first load" 0 1
    fi
}

suite_unit() {
    build_web
    build_server release
    start_postgres
    gtest build/release/weicheng_tests unit
}

# The browser stories on the real server: SQLite, two servers on one PostgreSQL, then English
suite_story() {
    build_web
    build_server release weicheng weicheng-photo
    start_postgres
    local log=build/log/e2e.log
    (cd web && npx playwright test) >"$log" 2>&1 || true
    local good bad
    good=$(sed -n 's/^ *\([0-9][0-9]*\) passed.*/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^ *\([0-9][0-9]*\) \(failed\|did not run\|flaky\|interrupted\).*/\1/p' "$log" | awk '{s+=$1} END {print s+0}')
    if [ "${bad:-0}" -gt 0 ] || [ -z "$good" ]; then tail -n 80 "$log" >&2; fi
    if [ -z "$good" ] && [ "$bad" -eq 0 ]; then bad=1; fi
    add "browser stories" "${good:-0}" "$bad"
}

# Every screen as a picture in shots/, for a person to look at
suite_shots() {
    build_web
    build_server release weicheng weicheng-photo
    quietly shots sh -c 'cd web && npx playwright test --config playwright.shots.config.ts'
    add shots "$(find shots -name '*.png' | wc -l)" 0
    say "the pictures are in shots/"
}

# Rules, stores and whole-server stories under AddressSanitizer and UBSan
suite_sanitizers() {
    build_server dev weicheng_tests weicheng weicheng-photo
    start_postgres
    ASAN_OPTIONS=detect_stack_use_after_return=0 gtest build/dev/weicheng_tests sanitizers
}
