// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lambdarium {

/// Text for XML content; characters that XML 1.0 forbids become U+FFFD.
std::string xmlEscaped(std::string_view text);

/// Writes well-formed XML in order. Elements are closed by end() or by text().
class XmlWriter
{
public:
    /// With the XML declaration, as S3 sends it.
    explicit XmlWriter(bool declaration = true);

    XmlWriter &begin(std::string_view name, std::string_view xmlNamespace = {});
    XmlWriter &end();
    /// <name>text</name>
    XmlWriter &text(std::string_view name, std::string_view value);
    /// Well-formed XML made by another writer.
    XmlWriter &raw(std::string_view xml);
    /// Text of the element that is open.
    XmlWriter &content(std::string_view value);
    /// Closes what is open.
    std::string finish();

private:
    std::string m_out;
    std::vector<std::string> m_open;
};

} // namespace lambdarium
