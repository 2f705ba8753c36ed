# SPDX-FileCopyrightText: 2026 The Lambdarium authors
# SPDX-License-Identifier: GPL-3.0-or-later
# QScintilla ships neither a CMake config nor a .pc file.
find_path(QScintilla6_INCLUDE_DIR Qsci/qsciscintilla.h PATH_SUFFIXES qt6 HINTS ${Qt6Core_INCLUDE_DIRS})
find_library(QScintilla6_LIBRARY NAMES qscintilla2_qt6 qt6scintilla2 qscintilla2)
if(QScintilla6_INCLUDE_DIR)
    file(STRINGS ${QScintilla6_INCLUDE_DIR}/Qsci/qsciglobal.h _version REGEX "QSCINTILLA_VERSION_STR")
    string(REGEX MATCH "[0-9]+\\.[0-9]+(\\.[0-9]+)?" QScintilla6_VERSION "${_version}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(QScintilla6 REQUIRED_VARS QScintilla6_LIBRARY QScintilla6_INCLUDE_DIR
    VERSION_VAR QScintilla6_VERSION)
if(QScintilla6_FOUND AND NOT TARGET QScintilla6::QScintilla6)
    add_library(QScintilla6::QScintilla6 UNKNOWN IMPORTED)
    set_target_properties(QScintilla6::QScintilla6 PROPERTIES
        IMPORTED_LOCATION "${QScintilla6_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${QScintilla6_INCLUDE_DIR}"
        INTERFACE_LINK_LIBRARIES "Qt6::Widgets;Qt6::PrintSupport")
endif()
