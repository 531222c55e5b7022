#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>

#include "base/events.hpp"

// One line of JSON per event: to the journal with its fields where systemd runs us, else to standard error.
// A line must be safe to show to a stranger: no password, token, cookie, name, birth date, whole mail address,
// 記号・番号, provider, amount, form body, SQL value or mail body. Ids, counts, patterns and codes only.
namespace portal::log {

enum class Level { error = 3, warning = 4, info = 6 };  // syslog's numbers

using Text = std::variant<std::string, std::int64_t>;
using Field = std::pair<const char*, Text>;

void write(Level level, Event event, std::initializer_list<Field> fields = {});

}  // namespace portal::log
