#include "admin/member_name.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "admin/call.hpp"
#include "base/text.hpp"
#include "sql/member_roster.hpp"

namespace portal::admin {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// 記号 may hold dashes, 番号 and 枝番 can't: so it is read from its end.
std::optional<MemberId> find_by_number(db::SocietyDatabase& db, const std::string& name) {
  const auto before_branch = name.rfind('-');
  if (before_branch == std::string::npos || before_branch == 0) return {};
  const auto before_number = name.rfind('-', before_branch - 1);
  const bool has_symbol = before_number != std::string::npos;
  const std::size_t number_at = has_symbol ? before_number + 1 : 0;
  const std::string number = name.substr(number_at, before_branch - number_at);
  const std::string branch = name.substr(before_branch + 1);
  if (!is_ascii(number) || !is_ascii(branch)) return {};
  return member_roster::find(db, has_symbol ? name.substr(0, before_number) : "", number, branch);
}

}  // namespace

MemberId find_member(db::SocietyDatabase& db, std::string_view name) {
  if (const auto member = find_by_number(db, text::fold_numeric(name))) return *member;
  const std::string login_id = text::fold_login_id(name);
  const auto member = text::is_login_id(login_id) ? member_roster::find_by_login_id(db, login_id) : std::nullopt;
  if (member) return *member;
  throw Failure(Exit::usage, fmt::format("there is no member \"{}\" in this society", name),
                "name them 12-0001001-00 (記号-番号-枝番) or by login ID; portalctl member find TEXT looks for them");
}

}  // namespace portal::admin
