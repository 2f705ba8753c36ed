// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace lambdarium {

/// An interpreter found on this machine.
struct Interpreter
{
    std::string executable;            ///< the real program, no shim
    std::vector<std::string> prefixes; ///< what must be bound to run it; empty when it lies below /usr
    std::string version;               ///< "3.11.2"
    int major = 0;
    int minor = 0;
    std::vector<std::string> siteDirectories; ///< Python: where installed packages are
};

/// How the interpreters of each language are found in one directory, by asking the programs there who they are (a
/// version manager's shim says itself what it leads to). Blocks; meant for a thread of its own.
namespace search {

/// Python 3.8 and later. bootstrap is compiled for each one found, so that no start has to.
std::vector<Interpreter> pythonsIn(const std::string &directory, const std::string &bootstrap);
/// Node.js; minor stays 0, because Lambda names the major version alone.
std::vector<Interpreter> nodesIn(const std::string &directory);
/// Ruby 2.7 and later.
std::vector<Interpreter> rubiesIn(const std::string &directory);
/// Java 11 and later; major alone counts. Installations say their version in a file, so that no machine is started.
std::vector<Interpreter> javasIn(const std::string &directory);
/// The bin directories below /usr/lib/jvm, where Debian keeps several Javas side by side.
std::vector<std::string> javaDirectories();
/// Standard output of a short program; empty when it cannot start or fails.
std::string outputOf(std::vector<std::string> arguments);

} // namespace search

} // namespace lambdarium
