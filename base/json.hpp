#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

// The little JSON that the portal writes and reads outside portalctl's --json. The library's home is this pair of
// files: its header costs every file that reads it seconds of compiling.
namespace portal::json {

// The text in quotes; bytes that are no UTF-8 become U+FFFD.
std::string quoted(std::string_view text);

// An object whose values are all texts. Nothing for anything else.
std::optional<std::map<std::string, std::string>> read_texts(std::string_view json);

// What an object holds, by the names that lead there with dots between them, at most three objects deep
// ("response.signature"): a text as it is, anything else as JSON. Nothing for what is no object, and for one with a
// name that has a dot or comes twice.
std::optional<std::map<std::string, std::string>> read_members(std::string_view json);

}  // namespace portal::json
