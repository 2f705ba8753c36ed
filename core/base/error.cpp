// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <cerrno>
#include <cstring>

namespace lambdarium {

Error Error::within(std::string_view context) const { return Error{code, std::string(context) + ": " + message}; }

Error Error::fromErrno(std::string_view what, int errnoValue)
{
    ErrorCode code = ErrorCode::Io;
    if (errnoValue == EACCES || errnoValue == EROFS || errnoValue == EPERM)
        code = ErrorCode::ReadOnly;
    else if (errnoValue == ENOENT || errnoValue == ENOTDIR)
        code = ErrorCode::NotFound;
    return Error{code, std::string(what) + ": " + std::strerror(errnoValue)};
}

} // namespace lambdarium
