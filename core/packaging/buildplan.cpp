// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packaging/buildplan.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

extern char **environ;

namespace lambdarium {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t memoryMb = 4096;
constexpr std::int64_t temporaryMb = 2048;

// Each runs in /build/src under `bash -euo pipefail` and leaves the package in /build/out. $PART is the folder of a
// layer that the runtime looks into, empty for a function.
constexpr std::string_view pipScript = R"(mkdir -p "$ARTIFACTS_DIR/$PART"
cp -a . "$ARTIFACTS_DIR/$PART/"
if [ -f requirements.txt ]; then
    if ! "$PYTHON" -m pip --version >/dev/null 2>&1; then
        echo "pip is not installed for $PYTHON: apt install python3-pip"
        exit 3
    fi
    "$PYTHON" -m pip install --no-input --no-compile --upgrade --target "$ARTIFACTS_DIR/$PART" -r requirements.txt
fi
)";

constexpr std::string_view npmScript = R"(mkdir -p "$ARTIFACTS_DIR/$PART"
cp -a . "$ARTIFACTS_DIR/$PART/"
cd "$ARTIFACTS_DIR/$PART"
if [ -f package-lock.json ] || [ -f npm-shrinkwrap.json ]; then
    npm ci --omit=dev --no-audit --no-fund
elif [ -f package.json ]; then
    npm install --omit=dev --no-audit --no-fund --no-package-lock
fi
rm -f node_modules/.package-lock.json
)";

constexpr std::string_view cmakeScript =
    R"(cmake -S . -B /build/objects -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$ARTIFACTS_DIR"
cmake --build /build/objects -j "$JOBS"
cmake --install /build/objects --prefix "$ARTIFACTS_DIR"
if [ ! -e "$ARTIFACTS_DIR/bootstrap" ]; then
    for found in "$ARTIFACTS_DIR/bin/bootstrap" $(find /build/objects -name bootstrap -type f); do
        if [ -x "$found" ]; then cp "$found" "$ARTIFACTS_DIR/bootstrap"; break; fi
    done
fi
[ -e "$ARTIFACTS_DIR/bootstrap" ] || { echo "CMakeLists.txt makes no program named bootstrap"; exit 3; }
)";

constexpr std::string_view cargoScript = R"(locked=
if [ -f Cargo.lock ]; then locked=--locked; fi
cargo build --release $locked
made=$CARGO_TARGET_DIR/release/bootstrap
if [ ! -x "$made" ]; then
    made=$(find "$CARGO_TARGET_DIR/release" -maxdepth 1 -type f -perm -100 ! -name '*.so' -printf '%T@ %p\n' |
        sort -rn | head -n1 | cut -d' ' -f2-)
fi
[ -n "$made" ] || { echo "Cargo.toml makes no program"; exit 3; }
cp "$made" "$ARTIFACTS_DIR/bootstrap"
)";

constexpr std::string_view goScript =
    R"(modules=mod
if [ -d vendor ]; then modules=vendor; fi
export GOFLAGS="${GOFLAGS:-} -mod=$modules"
go build -buildvcs=false -trimpath -tags lambda.norpc -ldflags '-s -w' -o "$ARTIFACTS_DIR/bootstrap" .
)";

constexpr std::string_view mavenScript = R"(settings=
if [ -f "$HOME/.m2/settings.xml" ]; then settings="-s $HOME/.m2/settings.xml"; fi
mvn $settings -B -ntp -DskipTests -Dmaven.repo.local=/cache/repository package dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory=/build/jars
if [ -n "$PART" ]; then
    mkdir -p "$ARTIFACTS_DIR/$PART"
    cp target/*.jar "$ARTIFACTS_DIR/$PART/"
else
    cp -a target/classes/. "$ARTIFACTS_DIR/"
fi
mkdir -p "$ARTIFACTS_DIR/${PART:-lib}"
if [ -d /build/jars ]; then cp /build/jars/*.jar "$ARTIFACTS_DIR/${PART:-lib}/"; fi
)";

constexpr std::string_view bundlerScript = R"(if [ -n "$PART" ]; then
    bundle config set --local path /build/gems
    bundle install
    mkdir -p "$ARTIFACTS_DIR/ruby/gems"
    cp -a /build/gems/ruby/. "$ARTIFACTS_DIR/ruby/gems/"
else
    cp -a . "$ARTIFACTS_DIR/"
    cd "$ARTIFACTS_DIR"
    bundle config set --local path vendor/bundle
    bundle install
fi
)";

std::string scriptOf(BuildTool tool, const NodeId &id)
{
    switch (tool) {
    case BuildTool::Pip: return std::string(pipScript);
    case BuildTool::Npm: return std::string(npmScript);
    case BuildTool::Makefile: return "make build-" + id + "\n";
    case BuildTool::CMake: return std::string(cmakeScript);
    case BuildTool::Cargo: return std::string(cargoScript);
    case BuildTool::Go: return std::string(goScript);
    case BuildTool::Maven: return std::string(mavenScript);
    case BuildTool::Bundler: return std::string(bundlerScript);
    case BuildTool::None: break;
    }
    return {};
}

/// Where a runtime looks inside a layer (runtime-api.md 8).
std::string partOf(BuildTool tool)
{
    switch (tool) {
    case BuildTool::Pip: return "python";
    case BuildTool::Npm: return "nodejs";
    case BuildTool::Maven: return "java/lib";
    case BuildTool::Bundler: return "ruby/gems";
    default: return {};
    }
}

/// Settings of package tools in the user's environment: mirrors, proxies, certificates.
bool isToolSetting(std::string_view name)
{
    constexpr std::array prefixes{"PIP_",        "npm_config_", "NPM_CONFIG_",   "CARGO_REGISTRIES_",
                                  "CARGO_HTTP_", "CARGO_NET_",  "CARGO_SOURCE_", "BUNDLE_"};
    constexpr std::array names{"GOPROXY",     "GOPRIVATE",  "GONOPROXY",         "GOSUMDB",      "GONOSUMDB",
                               "GOFLAGS",     "HTTP_PROXY", "HTTPS_PROXY",       "NO_PROXY",     "http_proxy",
                               "https_proxy", "no_proxy",   "SSL_CERT_FILE",     "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS",
                               "MAVEN_OPTS",  "MAVEN_ARGS", "REQUESTS_CA_BUNDLE"};
    if (name == "PIP_TARGET" || name == "PIP_CACHE_DIR" || name.ends_with("_cache"))
        return false;
    return std::ranges::any_of(prefixes, [&](const char *prefix) { return name.starts_with(prefix); })
        || std::ranges::any_of(names, [&](const char *known) { return name == known; });
}

void addOwnSettings(BoxSpec &box)
{
    for (char **at = environ; *at != nullptr; ++at) {
        const std::string_view entry(*at);
        const auto equals = entry.find('=');
        if (equals != std::string_view::npos && isToolSetting(entry.substr(0, equals)))
            box.environment.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
    }
}

std::string pathOf(const Toolchain &chain)
{
    std::string path;
    for (const std::string &folder : chain.path)
        path += folder + ":";
    return path + "/usr/local/bin:/usr/bin:/bin";
}

void addEnvironment(BoxSpec &box, const BuildSubject &subject, const BuildRecipe &recipe, const Toolchain &chain)
{
    const auto set = [&box](const char *name, std::string value) { box.environment.emplace_back(name, value); };
    set("PATH", pathOf(chain));
    set("HOME", "/build/home");
    set("LANG", "C.UTF-8");
    set("ARTIFACTS_DIR", "/build/out");
    set("PART", subject.layer ? partOf(recipe.tool) : std::string());
    set("JOBS", std::to_string(std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN))));
    set("XDG_CACHE_HOME", "/cache");
    set("PIP_CACHE_DIR", "/cache");
    set("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    set("npm_config_cache", "/cache");
    set("npm_config_update_notifier", "false");
    set("CARGO_HOME", "/cache/cargo");
    set("CARGO_TARGET_DIR", "/cache/target-" + subject.id);
    set("CARGO_TERM_COLOR", "never");
    set("GOPATH", "/cache/go");
    set("GOCACHE", "/cache/go-build");
    set("GOTOOLCHAIN", "local");
    set("CGO_ENABLED", "0");
    set("BUNDLE_USER_HOME", "/cache");
    for (const auto &[name, value] : chain.environment)
        set(name.c_str(), value);
}

} // namespace

std::vector<std::pair<fs::path, fs::path>> toolSettings()
{
    const char *home = std::getenv("HOME");
    const char *config = std::getenv("XDG_CONFIG_HOME");
    if (home == nullptr || *home != '/')
        return {};
    const fs::path own(home);
    const fs::path settings = config != nullptr && *config == '/' ? fs::path(config) : own / ".config";
    return {{own / ".npmrc", "home/.npmrc"},
            {settings / "pip/pip.conf", "home/.config/pip/pip.conf"},
            {own / ".m2/settings.xml", "home/.m2/settings.xml"},
            // Cargo looks into the folders above its sources.
            {own / ".cargo/config.toml", ".cargo/config.toml"}};
}

BoxSpec planBuild(const BuildSubject &subject, const BuildRecipe &recipe, const Toolchain &chain,
                  const BuildPlace &place, Trust trust)
{
    BoxSpec box;
    box.argv = {"/bin/bash", "-euo", "pipefail", "-c", scriptOf(recipe.tool, subject.id)};
    box.workingDirectory = "/build/src";
    box.machineNetwork = trust == Trust::Trusted;
    box.memoryMb = memoryMb;
    box.ephemeralMb = temporaryMb;
    box.binds = chain.binds;
    if (box.machineNetwork && ::access("/etc/pip.conf", R_OK) == 0)
        box.binds.push_back({"/etc/pip.conf", "/etc/pip.conf"});
    box.binds.push_back({place.work.string(), "/build", true});
    box.binds.push_back({place.cache.string(), "/cache", true});
    addEnvironment(box, subject, recipe, chain);
    if (box.machineNetwork)
        addOwnSettings(box);
    return box;
}

} // namespace lambdarium
