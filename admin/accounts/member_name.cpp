#include "admin/accounts/member_name.hpp"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "admin/call.hpp"
#include "base/text.hpp"
#include "sql/household/member_roster.hpp"

namespace portal::admin {

MemberId find_member(db::SocietyDatabase& db, std::string_view name) {
  if (const auto read = member_roster::read_number(name))
    if (const auto member = member_roster::find(db, read->symbol, read->number, read->branch)) return *member;
  const std::string login_id = text::fold_login_id(name);
  const auto member = text::is_login_id(login_id) ? member_roster::find_by_login_id(db, login_id) : std::nullopt;
  if (member) return *member;
  throw Failure(Exit::usage, fmt::format("there is no member \"{}\" in this society", name),
                "name them 12-0001001-00 (記号-番号-枝番) or by login ID; portalctl member find TEXT looks for them");
}

}  // namespace portal::admin
