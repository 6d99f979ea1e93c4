# The suites of ./dev test. Each adds to `passed` and `failed`; finish prints the last line. Sourced by ./dev only.

passed=0
failed=0
suite_began=$SECONDS
cleanups=()
trap 'for step in "${cleanups[@]:-}"; do eval "$step"; done' EXIT

# add NAME PASSED FAILED
add() {
    passed=$((passed + $2))
    failed=$((failed + $3))
    say "$1: $2 passed, $3 failed, $((SECONDS - suite_began)) s with its build"
    suite_began=$SECONDS
}

finish() {
    if [ $SECONDS -gt 4200 ]; then say "this took $((SECONDS / 60)) minutes; 60 are the aim, 90 the end"; fi
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

# The number behind NAME in the first line of each of the XML reports that gtest wrote
reported() {
    local name=$1
    shift
    sed -n "s/^<testsuites .*\b$name=\"\([0-9]*\)\".*/\1/p" "$@" | awk '{ sum += $1 } END { print sum + 0 }'
}

# gtest PROGRAM NAME [ARGUMENT…]: one run in two halves side by side, counted from their XML.
# A test that never ends is stopped, and the end of the log says which.
gtest() {
    local program=$1 name=$2 half
    shift 2
    local xml=(build/log/"$name".{0,1}.xml) log=(build/log/"$name".{0,1}.log)
    rm -f "${xml[@]}"
    for half in 0 1; do
        GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX=$half timeout --signal=ABRT 2400 "$program" \
            "--gtest_output=xml:$PWD/${xml[half]}" "$@" >"${log[half]}" 2>&1 &
    done
    wait || true
    for half in 0 1; do
        if [ ! -s "${xml[half]}" ]; then
            tail -n 40 "${log[half]}" >&2
            add "$name" 0 1
            return
        fi
    done
    local failures skipped
    failures=$(reported failures "${xml[@]}")
    skipped=$({ grep -ch 'result="skipped"' "${xml[@]}" || true; } | awk '{ sum += $1 } END { print sum }')
    if [ "$failures" -gt 0 ]; then grep -hvE '^\[( +OK| RUN|-+|=+) ' "${log[@]}" | grep -E 'Failure|FAILED|Value of|Expected|Which is|  ' | head -n 80 >&2; fi
    if [ "$skipped" -gt 0 ]; then
        say "$name: $skipped skipped, which counts as failed here"
        failures=$((failures + skipped))
    fi
    add "$name" $(($(reported tests "${xml[@]}") - failures)) "$failures"
}

# python_tests NAME FILE
python_tests() {
    local log=build/log/$(basename "$2" .py).log
    if python3 "$2" >"$log" 2>&1; then add "$1" "$(sed -n 's/^Ran \([0-9]*\) test.*/\1/p' "$log")" 0; else
        tail -n 40 "$log" >&2
        add "$1" 0 1
    fi
}

suite_house() {
    python_tests "house faults" tools/house/test_house.py
    python_tests "dev new" tools/dev/test_new.py
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
    if npm --prefix web run contract >build/log/contract.log 2>&1; then add contract 1 0; else
        tail -n 40 build/log/contract.log >&2
        add contract 0 1
    fi
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

# Rules, stores and whole-server stories under AddressSanitizer and UBSan; on PostgreSQL only what is
# about two at a time, since the statements are the same
suite_sanitizers() {
    build_server dev weicheng_tests weicheng weicheng-photo
    start_postgres
    export ASAN_OPTIONS=detect_stack_use_after_return=0
    gtest build/dev/weicheng_tests sanitizers '--gtest_filter=-*/PostgreSQL'
    gtest build/dev/weicheng_tests "sanitizers, races" '--gtest_filter=*Race*/PostgreSQL:*Claim*/PostgreSQL'
}
