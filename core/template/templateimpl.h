// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/template/template.h"
#include "core/template/tree.h"

namespace lambdarium {

/// What a parsed Template holds; shared by its copies.
class Template::Impl
{
public:
    std::string text;
    Account account;
    LimitsProfile limits;
    Tree tree;
    Model model;
    bool json = false;
};

} // namespace lambdarium
