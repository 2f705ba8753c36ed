// SPDX-FileCopyrightText: 2026 The Lambdarium authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/xmlwriter.h"

namespace lambdarium {

std::string xmlEscaped(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&': escaped += "&amp;"; break;
        case '<': escaped += "&lt;"; break;
        case '>': escaped += "&gt;"; break;
        case '"': escaped += "&quot;"; break;
        case '\r': escaped += "&#13;"; break;
        case '\n':
        case '\t': escaped += c; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                escaped += "\xEF\xBF\xBD";
            else
                escaped += c;
        }
    }
    return escaped;
}

XmlWriter::XmlWriter(bool declaration)
{
    if (declaration)
        m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
}

XmlWriter &XmlWriter::begin(std::string_view name, std::string_view xmlNamespace)
{
    m_out.append("<").append(name);
    if (!xmlNamespace.empty())
        m_out.append(" xmlns=\"").append(xmlNamespace).append("\"");
    m_out.append(">");
    m_open.emplace_back(name);
    return *this;
}

XmlWriter &XmlWriter::end()
{
    m_out.append("</").append(m_open.back()).append(">");
    m_open.pop_back();
    return *this;
}

XmlWriter &XmlWriter::text(std::string_view name, std::string_view value)
{
    m_out.append("<").append(name).append(">").append(xmlEscaped(value)).append("</").append(name).append(">");
    return *this;
}

XmlWriter &XmlWriter::content(std::string_view value)
{
    m_out += xmlEscaped(value);
    return *this;
}

XmlWriter &XmlWriter::raw(std::string_view xml)
{
    m_out += xml;
    return *this;
}

std::string XmlWriter::finish()
{
    while (!m_open.empty())
        end();
    return std::move(m_out);
}

} // namespace lambdarium
