#include "handlers/parts/birth_date.hpp"

#include <fmt/format.h>

namespace portal::birth_date {

std::optional<calendar::Date> read(Form& form) {
  const auto date = calendar::parse_date(form[field]);
  if (form[field].empty()) form.fault(field, "生年月日を入力してください");
  if (calendar::is_no_day(form[field]))
    form.fault(field, fmt::format("「{}」という日はありません。生年月日を確かめてください", form[field]));
  if (!date) form.fault(field, rule);
  return date;
}

}  // namespace portal::birth_date
