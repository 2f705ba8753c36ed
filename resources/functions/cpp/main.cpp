#include "lambda_runtime.h"

#include <iostream>
#include <string>

// The event is JSON text, and so is the answer. A JSON library makes more of it; this takes one string member out.
static std::string member(const std::string &json, const std::string &name, const std::string &otherwise)
{
    const auto key = json.find('"' + name + '"');
    if (key == std::string::npos)
        return otherwise;
    const auto colon = json.find(':', key);
    const auto begin = json.find('"', colon);
    const auto end = begin == std::string::npos ? begin : json.find('"', begin + 1);
    return end == std::string::npos ? otherwise : json.substr(begin + 1, end - begin - 1);
}

int main()
{
    return lambda::run([](const lambda::Invocation &invocation) {
        std::cout << "event: " << invocation.event << std::endl;
        const std::string name = member(invocation.event, "name", "world");
        return lambda::json("{\"message\": \"Hello, " + name + ", from {{id}}\"}");
    });
}
