#pragma once
#include <string_view>

#include "sql/database.hpp"

namespace portal::admin {

// The member that an operator names: 記号-番号-枝番 (12-0001001-00; without a 記号 just 番号-枝番), or their login ID.
// Width and case are folded. Throws Failure (usage) when there is none.
MemberId find_member(db::SocietyDatabase& db, std::string_view name);

}  // namespace portal::admin
