# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# One static target per folder; one executable per test file (architecture.md 12).

add_library(lambdarium_options INTERFACE)
target_include_directories(lambdarium_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(lambdarium_options INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_compile_options(lambdarium_options INTERFACE
    -Wall -Wextra -Wpedantic -Wno-missing-field-initializers
    # GCC 12 with -O2 sees faults inside std::string that are not there.
    $<$<NOT:$<CONFIG:Debug>>:-Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
                                  -Wno-restrict>
    $<$<BOOL:${LAMBDARIUM_WERROR}>:-Werror>)
target_link_libraries(lambdarium_options INTERFACE Threads::Threads)
if(LAMBDARIUM_SANITIZE)
    target_compile_options(lambdarium_options INTERFACE -fsanitize=${LAMBDARIUM_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(lambdarium_options INTERFACE -fsanitize=${LAMBDARIUM_SANITIZE})
endif()

# The Qt side compiles with these on (decisions: QT_NO_CAST_FROM_ASCII from day one).
add_library(lambdarium_qt_options INTERFACE)
target_link_libraries(lambdarium_qt_options INTERFACE lambdarium_options)
target_compile_definitions(lambdarium_qt_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_USE_QSTRINGBUILDER)

# Qt defines two paths for QtTest per folder; different definitions would make the shared PCH unusable.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)
# Tests: #include "testpaths.h"
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/testpaths.h CONTENT
"#pragma once
#define LAMBDARIUM_SOURCE_DIR \"@CMAKE_SOURCE_DIR@\"
#define LAMBDARIUM_BIN_DIR \"@CMAKE_BINARY_DIR@/bin\"
" @ONLY)

# One precompiled header for all Qt folders, one for all tests (linking a test costs little, QtTest's headers do not).
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pch.cpp CONTENT "")
if(LAMBDARIUM_PCH)
    add_library(lambdarium_qt_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
    target_link_libraries(lambdarium_qt_pch PUBLIC lambdarium_qt_options Qt6::Widgets)
    target_precompile_headers(lambdarium_qt_pch PRIVATE
        <QtWidgets> <chrono> <functional> <map> <memory> <optional> <string> <variant> <vector>)
    add_library(lambdarium_test_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
    target_link_libraries(lambdarium_test_pch PUBLIC lambdarium_qt_options Qt6::Test)
    target_precompile_headers(lambdarium_test_pch PRIVATE
        <QtTest> <chrono> <functional> <map> <memory> <optional> <string> <variant> <vector>)
    # QtTest's headers change with QT_WIDGETS_LIB: tests with label gui have their own.
    add_library(lambdarium_gui_test_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
    target_link_libraries(lambdarium_gui_test_pch PUBLIC lambdarium_qt_options Qt6::Widgets Qt6::Test)
    target_precompile_headers(lambdarium_gui_test_pch PRIVATE
        <QtTest> <QtWidgets> <chrono> <functional> <map> <memory> <optional> <string> <variant> <vector>)
endif()

# lambdarium_add_library(engine SOURCES ... PUBLIC ... PRIVATE ...)  ->  lambdarium_engine, Lambdarium::Engine
function(lambdarium_add_library name)
    cmake_parse_arguments(ARG "QT" "ALIAS" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    set(target lambdarium_${name})
    add_library(${target} STATIC ${ARG_SOURCES})
    if(ARG_QT)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        target_link_libraries(${target} PUBLIC lambdarium_qt_options Qt6::Widgets ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
        if(LAMBDARIUM_PCH)
            target_precompile_headers(${target} REUSE_FROM lambdarium_qt_pch)
        endif()
    else()
        target_link_libraries(${target} PUBLIC lambdarium_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    endif()
    string(SUBSTRING ${name} 0 1 first)
    string(TOUPPER ${first} first)
    string(SUBSTRING ${name} 1 -1 rest)
    add_library(Lambdarium::${first}${rest} ALIAS ${target})
endfunction()

# lambdarium_add_test(tst_x [SOURCES extra.cpp] [LINK Lambdarium::Engine] [LABEL unit|process|gui] [TIMEOUT s])
function(lambdarium_add_test name)
    cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${name} PRIVATE lambdarium_qt_options Qt6::Test ${ARG_LINK})
    if(ARG_LABEL STREQUAL gui)
        target_link_libraries(${name} PRIVATE Qt6::Widgets)
    endif()
    if(LAMBDARIUM_PCH)
        if(ARG_LABEL STREQUAL gui)
            target_precompile_headers(${name} REUSE_FROM lambdarium_gui_test_pch)
        else()
            target_precompile_headers(${name} REUSE_FROM lambdarium_test_pch)
        endif()
    endif()
    target_include_directories(${name} PRIVATE ${CMAKE_BINARY_DIR}/generated)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;XDG_RUNTIME_DIR=/tmp;QT_LOGGING_RULES=qt.qpa.*=false")
    # What works for root must work for an ordinary user: these run as both. Run by an ordinary user, the second
    # run is one too; root becomes a uid that owns nothing.
    if(ARG_LABEL STREQUAL process)
        add_dependencies(${name} lambdarium-spawner lambdarium-scope lambdarium-unpack lambdarium-zygote)
        add_test(NAME ${name}_ordinary_user
            COMMAND ${CMAKE_SOURCE_DIR}/tests/sandbox/as-ordinary-user.sh $<TARGET_FILE:${name}>)
        set_tests_properties(${name}_ordinary_user PROPERTIES LABELS process TIMEOUT ${ARG_TIMEOUT}
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false")
    endif()
endfunction()
