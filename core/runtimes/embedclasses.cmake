# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DCLASSES=<folder> -DOUTPUT=<file.cpp> -P: the class files below the folder as one source file.
file(GLOB_RECURSE files RELATIVE ${CLASSES} ${CLASSES}/*.class)
list(SORT files)
set(entries "")
set(arrays "")
set(index 0)
foreach(file ${files})
    file(READ ${CLASSES}/${file} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    # 32 bytes a line: no line is longer than compilers take.
    string(REGEX REPLACE "(................................................................)" "\\1\n" text "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" text "${text}")
    string(REPLACE "\n" "\"\n    \"" text "${text}")
    string(APPEND arrays "constexpr char class${index}[] =\n    \"${text}\";\n")
    string(APPEND entries "        {\"java/${file}\", {class${index}, ${size}}},\n")
    math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT}
"// Generated from resources/bootstrap/java; do not edit.
#include \"core/runtimes/bootstrapsources.h\"

namespace lambdarium {

namespace {

${arrays}
} // namespace

std::vector<BootstrapSource> javaClasses()
{
    return {
${entries}    };
}

} // namespace lambdarium
")
