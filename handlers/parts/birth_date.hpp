#pragma once
#include <optional>

#include "base/calendar.hpp"
#include "base/limits.hpp"
#include "handlers/parts/form.hpp"

// 生年月日, alike in every form that asks for it.
namespace portal::birth_date {

inline constexpr const char* rule = "生年月日は、昭和60年4月1日または19850401のように入力してください";
inline constexpr Field field{{
    .name = "birth_date",
    .label = "生年月日",
    .longest = Longest{limits::birth_date_characters_max, rule},
    .autocomplete = "bday",
    .hint = "例：昭和60年4月1日、1985年4月1日、19850401",
}};

// Nothing when it can't be read as a day; why stands in the form.
std::optional<calendar::Date> read(Form& form);

}  // namespace portal::birth_date
