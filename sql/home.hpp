#pragma once
#include <vector>

#include "sql/database.hpp"
#include "sql/societies.hpp"

namespace portal::home {

// All that Home shows beyond who is there, in one statement (speed.md: a home page costs at most two).
struct Overview {
  bool has_bounced_address = false;
  std::vector<FrontItem> society_news;
};
Overview overview(db::SocietyDatabase& db, AccountId account);

}  // namespace portal::home
